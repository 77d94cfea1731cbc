"""What a question mentions: ids, choices, days, numbers, addresses, quotes, codes, names.

Everything keeps its place in the text, so that each part of a question finds its own. Quotes, tags,
pasted texts and orders to the model are data: they may be values, never wishes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from itsupport.offline.selector.choices import choices_in
from itsupport.offline.selector.dates import periods_in
from itsupport.offline.selector.names import names_in
from itsupport.offline.selector.shapes import Shape, loose_ids, may_abbreviate
from itsupport.offline.selector.spelling import corrected
from itsupport.offline.selector.tools import Toolbox
from itsupport.offline.selector.words import (
    Word,
    listed,
    readable,
    says_little,
    stems_of,
    words_listed,
    words_of,
)

BLANK = "¤"  # stands for each letter of a value, so that the value keeps its place
_DATA = re.compile(
    r"```.*?(?:```|\Z)|/\*.*?\*/|>>>.*?(?:<<<|\Z)|^(?:from|to|subject|date|sent|cc): [^\n]*|<!--.*?(?:-->|\Z)|<(\w+)[^>]*>.*?(?:</\1>|\Z)|\[\[.*?\]\]|\([^()]*(?:\"[^\"]*\"|:)[^()]*\)|^\[?(?-i:INFO|ERROR|WARN|WARNING|DEBUG|TRACE|FATAL)\b[^\n]*|^\W{0,2}\d{1,2}:\d\d(?::\d\d)?\b[^\n]*|\[(\w+)\].*?(?:\[/\2\]|\Z)|^>[^\n]*|\{[^{}]*\}"
    r"|\A(?:(?!\n-{3}).)*?\n-{2,}\s*end\b[^\n]*|^-{3,}[^\n]*\n.*?\n-{3,}[^\n]*",
    re.DOTALL | re.IGNORECASE | re.MULTILINE,
)
_ORDERS = re.compile(
    r"(?:\b(?:ignore|disregard|forget|override|bypass)\b[^.?!\n]{0,50}\b(?:instruction|rule|prompt"
    r"|guideline|restriction|polic|above|told|directive)|(?:^|(?<=[\n.!?#*=>-]))\s*(?:new\s+)?(?:system"
    r"|assistant|developer|admin|root|ai|bot|tool|instructions?)\b[\w ]{0,20}:|\byou are now\b).*?(?=\n\n|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_QUOTE = re.compile(
    r"\"([^\"]{1,400})\"|“([^”]{1,400})”|«([^»]{1,400})»|`([^`]{1,300})`"
    r"|(?<!\w)'((?:[^'\n]|'(?=\w)){2,400})'(?!\w)"
)
_TOLD = re.compile(r":\s*(?:\"[^\"]*\"|“[^”]*”|'(?:[^'\n]|'(?=\w)){8,}')(?!\w)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_CODE = re.compile(r"(?<![\w-])(?=[\w.-]*\d)(?=[\w.-]*[A-Za-z])\w+(?:[-.]\w+)*(?![\w-])")
_NUMBER = re.compile(r"(?<![\w.-])-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.-])-?\d{1,9}(?:\.\d+)?\b")
_COUNTS = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
        range(1, 11),
        strict=True,
    )
)
_COUNTED = re.compile(
    r"\b(?:(?:only|just|exactly) one|single|one(?=[^.?!]{0,40}\bnot more\b)|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(?:\s*(?:,|/|&|\band\b|\bor\b)+\s*#?)(\d{1,8})\b(?!-)")

Kind = Literal["id", "choice", "period", "number", "mail", "quote", "code", "name"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A value at its place in the text.

    `of` is the type of an id, the parameter's name of a choice, the word before a name; `how` says
    how sure it is; `options` are all values of a choice.
    """

    kind: Kind
    value: Any
    start: int
    end: int
    of: str = ""
    how: str = ""
    negated: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A text and what it mentions; in `plain` all values are blanked out."""

    text: str
    plain: str
    words: tuple[Word, ...] = field(repr=False)
    mentions: tuple[Mention, ...]
    start: int = 0
    end: int = 0

    def of(self, *kinds: Kind) -> list[Mention]:
        return [one for one in self.mentions if one.kind in kinds]

    @property
    def said(self) -> str:
        """The part of the text that this reading is about."""
        return self.text[self.start : self.end].strip(" ,.;:?!()")

    @property
    def stems(self) -> list[str]:
        return [word.stem for word in self.words]

    def has(self, name: str) -> bool:
        """Whether a word of one of the word lists occurs."""
        return any(word.stem in listed(name) for word in self.words)

    @property
    def types(self) -> set[str]:
        """The types of the ids mentioned."""
        return {one.of for one in self.mentions if one.kind == "id"}

    def part(self, start: int, end: int) -> "Reading":
        """The same for a stretch of the text; places stay those of the whole text."""
        words = tuple(one for one in self.words if start <= one.start and one.end <= end)
        kept = tuple(one for one in self.mentions if start <= one.start and one.end <= end)
        return replace(self, words=words, mentions=kept, start=start, end=end)


def read(
    text: str,
    toolbox: Toolbox,
    today: date | None,
    known: Mapping[str, str],
    seen: dict[str, Shape],
) -> Reading:
    """Everything that a question mentions.

    `known` maps names that results told of to ids; `seen` are the shapes of ids in results.
    """
    text = _spelt(readable(text), toolbox)
    plain = _ended(_blanked(text, [one.span() for one in _DATA.finditer(text)]), _DATA, text)
    found: list[Mention] = []

    def take(mentions: Iterator[Mention] | list[Mention]) -> None:
        nonlocal plain
        for one in sorted(mentions, key=lambda m: (m.start - m.end, m.start)):
            if BLANK not in plain[one.start : one.end]:
                found.append(one)
                plain = _blanked(plain, [(one.start, one.end)])

    shapes = seen | toolbox.shapes
    take([_whole_id(one, shapes) for one in _quotes(plain)])
    plain = _ended(plain, _TOLD, text)
    plain = _blanked(plain, [one.span() for one in _ORDERS.finditer(plain)])
    take(Mention("mail", one.group(), *one.span()) for one in _MAIL.finditer(plain))
    take(_ids(plain, shapes, toolbox))
    take(_known_names(plain, known, shapes, toolbox))
    take(_codes(plain))
    undated = plain
    if today:
        take(Mention("period", one, one.start, one.end) for one in periods_in(plain, today))
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
    blank = _blanked(plain, [(one.start, one.end) for one in (*numbers, *choices)])
    names = [
        Mention("name", one.value, one.start, one.end, one.before, "sure" if one.sure else "maybe")
        for one in names_in(blank, toolbox)
    ]
    mentions = sorted([*found, *numbers, *choices, *names], key=lambda one: one.start)
    return Reading(text, plain, words_of(plain), tuple(mentions), 0, len(text))


def _ended(plain: str, pattern: re.Pattern[str], text: str) -> str:
    """The text with a full stop at the end of what is quoted: a new sentence begins there."""
    for match in pattern.finditer(text):
        if BLANK in plain[match.end() - 1 : match.end()]:
            plain = plain[: match.end() - 1] + "." + plain[match.end() :]
    return plain


def _spelt(text: str, toolbox: Toolbox) -> str:
    """The text with slips of the pen mended, outside of quotes."""
    known = frozenset(toolbox.counts)
    parts, place = [], 0
    for match in (*_QUOTE.finditer(text), None):
        start, end = match.span() if match else (len(text), len(text))
        parts.append(corrected(text[place:start], known, toolbox.words, toolbox.names))
        parts.append(text[start:end])
        place = end
    return "".join(parts)


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + BLANK * (end - start) + text[end:]
    return text


def _quotes(text: str) -> Iterator[Mention]:
    for match in _QUOTE.finditer(text):
        yield Mention("quote", next(filter(None, match.groups())), match.start(), match.end())


def _whole_id(quote: Mention, shapes: dict[str, Shape]) -> Mention:
    """A quote that is nothing but an id is that id."""
    for key, shape in shapes.items():
        for start, end, value in shape.mentions(quote.value):
            if (start, end) == (0, len(quote.value)):
                return replace(quote, kind="id", value=value, of=key)
    return quote


def _ids(text: str, shapes: dict[str, Shape], toolbox: Toolbox) -> Iterator[Mention]:
    for key, shape in shapes.items():
        for start, end, value in shape.mentions(text):
            yield Mention("id", value, start, end, key)
            yield from _further(text, end, key, shape)
    yield from _numbered(text, shapes, toolbox)
    unknown = {
        key: found[0].noun for key, found in toolbox.id_parameters.items() if key not in shapes
    }
    for start, end, value in loose_ids(text):
        for key, shape in shapes.items():
            if meant := shape.repaired(value):
                yield Mention("id", meant, start, end, key)
        fitting = [key for key, noun in unknown.items() if may_abbreviate(value, noun)]
        strange = not any(shape.mentions(value) for shape in shapes.values())
        if fitting or (len(unknown) == 1 and strange):
            yield Mention("id", value, start, end, (fitting or list(unknown))[0])


def _further(text: str, end: int, key: str, shape: Shape) -> Iterator[Mention]:
    """The numbers of "order 17, 18 and 20" after the first."""
    while match := _JOINED.match(text, end):
        value = shape.numbered(match.group(1))
        if value is None or len(match.group(1)) < 2:
            return
        yield Mention("id", value, match.start(1), match.end(1), key)
        end = match.end()


def _numbered(text: str, shapes: dict[str, Shape], toolbox: Toolbox) -> Iterator[Mention]:
    """A noun with a number, such as "order 17", where ids of orders end in a number."""
    for match in re.finditer(
        r"\b([A-Za-z]+)\s*(?:#|no\.?|nr\.?|number|id)?\s*#?(\d{1,8})\b(?!-)", text
    ):
        key = toolbox.type_named(stems_of(match.group(1)))
        shape = shapes.get(key or "")
        verb = match.group(1).lower() in words_listed("actions")
        if (
            key
            and not shape
            and not (verb and re.match(r"\s+(?:of\b|\w+s\b)", text[match.end() :]))
        ):
            yield Mention("id", match.group(2), match.start(), match.end(), key)
        if key and shape and (value := shape.numbered(match.group(2))):
            yield Mention("id", value, match.start(), match.end(), key)
            yield from _further(text, match.end(), key, shape)


def _known_names(
    text: str, known: Mapping[str, str], shapes: dict[str, Shape], toolbox: Toolbox
) -> Iterator[Mention]:
    """Names that earlier results gave an id to; a record called "show all" must not catch."""
    for name, identifier in known.items():
        key = next((one for one, shape in shapes.items() if shape.fits(identifier)), "")
        tells = any(not says_little(s) and s not in toolbox.counts for s in stems_of(name))
        if key and tells:
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
                yield Mention("id", identifier, *match.span(), key, name)


def _codes(text: str) -> Iterator[Mention]:
    """Words with letters and digits that are no known id: a serial number, a host's name."""
    for match in _CODE.finditer(text):
        if not re.fullmatch(
            r"\d+(?:st|nd|rd|th|k|h|d|m|s|x|am|pm|gb|mb|tb)|q[1-4]|[a-z]+\d|\d{4}-\d\d-\d\d",
            match.group(),
            re.I,
        ):
            yield Mention("code", match.group(), *match.span())


def mistaken_id(text: str, toolbox: Toolbox) -> str | None:
    """For a text with something like an id but not quite: an example of a right one."""
    for parameters in toolbox.id_parameters.values():
        prefix = parameters[0].shape.parts[0] if parameters[0].shape else ""
        if prefix.isalpha() and re.search(rf"\b{prefix}[-_ ]?\d", text, re.IGNORECASE):
            return next(iter(parameters[0].examples), parameters[0].noun)
    return None
