"""Reading a question: ids, choices, days, numbers, addresses, quotes, codes, names.

Everything keeps its place in the text, so that each part of a question finds its own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from itsupport.offline.selector.language.dates import periods_in
from itsupport.offline.selector.language.spelling import corrected
from itsupport.offline.selector.language.words import readable, words_of
from itsupport.offline.selector.question.choices import choices_in
from itsupport.offline.selector.question.commands import commanded
from itsupport.offline.selector.question.described import described
from itsupport.offline.selector.question.identifiers import (
    bare_numbers,
    codes_in_text,
    ids_in_text,
    known_names,
    symbols_in_text,
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
    ended,
    paths_in,
    quotes_in,
)
from itsupport.offline.selector.question.reading import BLANK, Mention, Reading
from itsupport.offline.selector.question.told import Told
from itsupport.offline.selector.tools.shapes import Shape
from itsupport.offline.selector.tools.toolbox import Toolbox

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"(?<![\w.-])-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.-])-?\d{1,9}(?:\.\d+)?\b")
_TIME = re.compile(
    r"(?<![\w:.-])(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?(?P<half>\s*[ap]\.?m\b\.?)?(?![\w:]|\.\d)",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:called|named|titled|entitled) "
    r"([A-Z][\w'-]*(?: (?:of|the|and|in|[A-Z][\w'-]*))* [A-Z][\w'-]*)"
)
_TALK = re.compile(
    r"\b(?:(?:talked|spoke|discussed|looked at)|(?:i|we) (?:met|saw|called|phoned|visited)"
    r"|you (?:had|found|gave me|showed me|mentioned))(?: about| to| with)?(?: it)?\W*$",
    re.IGNORECASE,
)
_COUNTS = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
        range(1, 11),
        strict=True,
    )
)
_COUNTED = re.compile(
    r"\b(?:(?:only|just|exactly) one|single|one(?=[^.?!]{0,40}\bnot more\b)"
    r"|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)


def read(
    text: str,
    toolbox: Toolbox,
    today: date | None,
    known: Mapping[str, str],
    seen: dict[str, Shape],
    told: Sequence[list[Told]] = (),
) -> Reading:
    """Everything that a question mentions.

    `known` maps names that results told of to ids; `seen` are the shapes of ids in results,
    `told` the things that they told of.
    """
    text = _spelt(readable(text), toolbox)
    plain = ended(blanked(text, [one.span() for one in DATA.finditer(text)]), DATA, text)
    found: list[Mention] = []

    def take(mentions: Iterator[Mention] | list[Mention]) -> None:
        nonlocal plain
        for one in sorted(mentions, key=lambda m: (m.start - m.end, m.start)):
            if BLANK not in plain[one.start : one.end]:
                found.append(one)
                plain = blanked(plain, [(one.start, one.end)])

    shapes = seen | toolbox.shapes
    take([whole_id(one, shapes) for one in quotes_in(plain)])
    take(paths_in(plain))
    plain = ended(plain, TOLD, text)
    for data in (ORDERS, TEXTS):
        plain = blanked(plain, [one.span() for one in data.finditer(plain)])
    take(Mention("mail", one.group(), *one.span()) for one in _MAIL.finditer(plain))
    take(ids_in_text(plain, shapes, toolbox))
    take(known_names(plain, known, shapes, toolbox))
    take(described(plain, told, toolbox, today))
    take(codes_in_text(plain))
    take(symbols_in_text(plain, toolbox))
    take(
        Mention("name", one.group(1), *one.span(1), "called", "sure")
        for one in _CALLED.finditer(plain)
    )
    undated = plain
    if today:
        periods = (Mention("period", p, p.start, p.end) for p in periods_in(plain, today))
        take(one for one in periods if not _TALK.search(plain[: one.start]))
    take(_times_in(plain))
    take(bare_numbers(plain, toolbox))
    numbers = [
        Mention("number", float(one.group().replace(",", "")), *one.span())
        for one in _NUMBER.finditer(plain)
    ]
    numbers += [
        Mention("number", float(_COUNTS.get(one.group().lower(), 1)), *one.span())
        for one in _COUNTED.finditer(plain)
    ]
    choices = [
        Mention(
            "choice", one.value, one.start, one.end, one.name, one.how, one.negated, one.options
        )
        for one in choices_in(undated, toolbox)
    ]
    choices += commanded(undated, toolbox)
    blank = blanked(plain, [(one.start, one.end) for one in (*numbers, *choices)])
    names = [
        Mention("name", one.value, one.start, one.end, one.before, "sure" if one.sure else "maybe")
        for one in names_in(blank, toolbox)
    ]
    mentions = sorted([*found, *numbers, *choices, *names], key=lambda one: one.start)
    return Reading(text, plain, words_of(plain), tuple(mentions), 0, len(text))


def _times_in(text: str) -> Iterator[Mention]:
    """Times of day, such as 15:30 and 7 pm, as hours and minutes."""
    for match in _TIME.finditer(text):
        half = (match["half"] or "").strip().lower()[:1]
        if half or ":" in match.group():
            hour = int(match["hour"]) % (12 if half else 24) + 12 * (half == "p")
            yield Mention("time", f"{hour:02}:{match['minute'] or '00'}", *match.span())


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
