"""Reading a question: ids, choices, days, numbers, addresses, quotes, codes, names.

Everything keeps its place in the text, so that each part of a question finds its own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from itsupport.offline.selector.language.amounts import amounts_in
from itsupport.offline.selector.language.dates import periods_in
from itsupport.offline.selector.language.next_days import days_next_to
from itsupport.offline.selector.language.readable import readable
from itsupport.offline.selector.language.spelling import corrected
from itsupport.offline.selector.language.times import times_in
from itsupport.offline.selector.language.words import listed, stem, words_of
from itsupport.offline.selector.question.choices import choices_in
from itsupport.offline.selector.question.code_words import codes_in_text, symbols_in_text
from itsupport.offline.selector.question.commands import commanded
from itsupport.offline.selector.question.described import described
from itsupport.offline.selector.question.identifiers import (
    bare_numbers,
    ids_in_text,
    known_names,
    whole_id,
)
from itsupport.offline.selector.question.names import names_in
from itsupport.offline.selector.question.quoted import (
    DATA,
    ORDERS,
    QUOTE,
    TEXTS,
    TOLD,
    blanked,
    data_in,
    ended,
    paths_in,
    quotes_in,
)
from itsupport.offline.selector.question.reading import BLANK, Mention, Reading
from itsupport.offline.selector.question.told import Told
from itsupport.offline.selector.tools.shapes import Shape
from itsupport.offline.selector.tools.toolbox import Toolbox

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_CALLED = re.compile(
    r"\b(?:called|named|titled|entitled) "
    r"([A-Z][\w'-]*(?: (?:of|the|and|in|[A-Z][\w'-]*))* [A-Z][\w'-]*)"
)
_FORM = re.compile(  # how somebody likes to read it, and what does not matter
    r",?\s*\b(?:no matter|regardless of)\s+(?:whether|if|what|how|which|who|where)\b[^,.;?!]*"
    r"|,\s*(?:\w+ )?\w+ or (?:not|un\w+|still \w+)\b(?=\s*(?:$|[,.;!]))"
    r"|,\s*(?:but )?not the \w+ themselves\b"
    r"|,?\s*\bwhatever (?:the |its |their )?(?:state|status|condition)\b[^,.;?!]*|"
    r",?\s*\b(?:in |with )?(?:just )?(?:one|a single) (?:line|sentence|row) (?:each|per \w+)\b"
    r"|\b(?:for|out of) (?:comparison|reference|completeness|clarity|context|interest|curiosity"
    r"|good measure|the record)\b(?! of\b)|\bside by side\b"
    r"|\bin (?:just )?(?:one|a|two|three) (?:short )?(?:line|sentence|word)s?\b",
    re.IGNORECASE,
)
_OR_NOT = re.compile(  # "all bills, paid or not"
    r"(?:,\s*(?:whether (?:\w+ ){0,2})?|\bno matter (?:if|whether) (?:\w+ ){0,2})"
    r"\w+ or (?:not|un\w+)\b(?!\W*\?)",
    re.IGNORECASE,
)
_TOO = re.compile(r"\btoo\s+$", re.IGNORECASE)  # "too late" is nobody's state
_THE_ONE = re.compile(r"\b(?:the|this|that|his|her|their) ([A-Za-z]+)\b", re.IGNORECASE)
_TALK = re.compile(
    r"\b(?:(?:talked|spoke|discussed|looked at)|(?:i|we) (?:met|saw|called|phoned|visited)"
    r"|you (?:had|found|gave me|showed me|mentioned))(?: about| to| with)?(?: it)?\W*$",
    re.IGNORECASE,
)


def read(
    text: str,
    toolbox: Toolbox,
    today: date | None,
    known: Mapping[str, str],
    seen: dict[str, Shape],
    told: Sequence[list[Told]] = (),
    before: date | None = None,
) -> Reading:
    """Everything that a question mentions.

    `known` maps names that results told of to ids; `seen` are the shapes of ids in results,
    `told` the things that they told of; `before` is the day that was spoken of last.
    """
    text = _spelt(readable(text), toolbox)
    plain = ended(blanked(text, data_in(text)), DATA, text)
    found: list[Mention] = []

    def take(mentions: Iterator[Mention] | list[Mention]) -> None:
        nonlocal plain
        for one in sorted(mentions, key=lambda m: (m.start - m.end, m.start)):
            if BLANK not in plain[one.start : one.end]:
                found.append(one)
                plain = blanked(plain, [(one.start, one.end)])

    shapes = seen | toolbox.shapes
    take([whole_id(one, shapes) for one in quotes_in(plain)])
    found = [one for one in found if not ORDERS.search(one.value)]
    take(paths_in(plain))
    plain = ended(plain, TOLD, text)
    for data in (ORDERS, TEXTS):
        plain = blanked(plain, [one.span() for one in data.finditer(plain)])
    for idle in (_FORM, _OR_NOT):
        plain = idle.sub(lambda match: " " * len(match.group()), plain)
    take(Mention("mail", one.group(), *one.span()) for one in _MAIL.finditer(plain))
    take(ids_in_text(plain, shapes, toolbox))
    take(known_names(plain, known, shapes, toolbox))
    take(described(plain, told, toolbox, today))
    take(codes_in_text(plain, toolbox))
    take(symbols_in_text(plain, toolbox))
    take(
        Mention("name", one.group(1), *one.span(1), "called", "sure")
        for one in _CALLED.finditer(plain)
    )
    undated = plain
    take(Mention("period", p, p.start, p.end) for p in days_next_to(plain, before))
    periods = (Mention("period", p, p.start, p.end) for p in periods_in(plain, today))
    take(one for one in periods if not _TALK.search(plain[: one.start]))
    take(Mention("time", *one) for one in times_in(plain))
    take(bare_numbers(plain, toolbox))
    numbers = [
        Mention("number", one.value, one.start, one.end, one.unit) for one in amounts_in(plain)
    ]
    choices = [
        Mention(
            "choice", one.value, one.start, one.end, one.name, one.how, one.negated, one.options
        )
        for one in choices_in(undated, toolbox)
        if not _is_thing(undated, one.start, one.end, toolbox)
        and not _counts_days(one.value, one.start, found)
        and not _TOO.search(undated[: one.start])
    ]
    choices += commanded(undated, toolbox)
    blank = blanked(plain, [(one.start, one.end) for one in (*numbers, *choices)])
    names = [
        Mention("name", one.value, one.start, one.end, one.before, "sure" if one.sure else "maybe")
        for one in names_in(blank, toolbox)
    ]
    if not any(one.kind == "id" for one in found):
        found += _pointed_at(text, plain, shapes, toolbox)
    mentions = sorted([*found, *numbers, *choices, *names], key=lambda one: one.start)
    return Reading(text, plain, words_of(plain), tuple(mentions), 0, len(text))


def _counts_days(value: str, start: int, found: list[Mention]) -> bool:
    """Whether "first" or "2" is of "the first of August" or "2 August" and no class."""
    kinds = ("period", "time") if value.isdigit() else ("period",)
    inside = any(one.kind in kinds and one.start <= start < one.end for one in found)
    return inside and (value.isdigit() or stem(value) in listed("superlatives") | {"second"})


def _is_thing(text: str, start: int, end: int, toolbox: Toolbox) -> bool:
    """Whether a word is what is asked for and no choice: "what hardware do we have"."""
    named = toolbox.type_named([stem(text[start:end])])
    return bool(named and re.search(r"\b(?:what|which|how much)\s+$", text[:start], re.IGNORECASE))


def _pointed_at(
    text: str, plain: str, shapes: dict[str, Shape], toolbox: Toolbox
) -> Iterator[Mention]:
    """The id that "the claim she mentions" means: the only one in a mail or log that is pasted."""
    parts = [one.group() for one in (*DATA.finditer(text), *QUOTE.finditer(text))]
    parts = [one for one in parts if len(one.split()) > 2]
    found = {one.value: one for part in parts for one in ids_in_text(part, shapes, toolbox)}
    for match in _THE_ONE.finditer(plain) if found else ():
        if match[1].endswith("s") and not match[1].endswith("ss"):
            continue  # "the events" are not the one in a quote
        key = toolbox.type_named([stem(match[1])])
        ids = [one for one in found.values() if one.of == key]
        if len(ids) == 1:
            yield Mention("id", ids[0].value, *match.span(1), ids[0].of)


def _spelt(text: str, toolbox: Toolbox) -> str:
    """The text with slips of the pen mended, outside of quotes."""
    known = frozenset(toolbox.counts)
    parts, place = [], 0
    for match in (*QUOTE.finditer(text), None):
        start, end = match.span() if match else (len(text), len(text))
        parts.append(corrected(text[place:start], known, toolbox.words, toolbox.names))
        parts.append(text[start:end])
        place = end
    return "".join(parts)
