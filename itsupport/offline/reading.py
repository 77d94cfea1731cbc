"""What a question mentions: ids, choices, periods, numbers, addresses, quotes, names.

Everything keeps its place in the text, so that each part of a question finds its own. Text in
quotes or tags is data: it is read as a value, never as a wish.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from itsupport.offline.choices import ChoiceMention, choices_in
from itsupport.offline.dates import Period, periods_in
from itsupport.offline.identifiers import loose_ids, may_abbreviate
from itsupport.offline.names import NameMention, names_in
from itsupport.offline.toolbox import Toolbox
from itsupport.offline.words import Word, listed, readable, words_of

_QUOTED = re.compile(
    r"\"([^\"]{1,300})\"|“([^”]{1,300})”|«([^»]{1,300})»|`([^`]{1,300})`"
    r"|(?<![\w])'([^']{2,300})'(?!\w)"
)
_TAGGED = re.compile(r"<(\w+)[^>]*>.*?(?:</\1>|$)|\[(\w+)\].*?\[/\2\]", re.DOTALL)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PLACEHOLDER = "¤"  # stands for each letter of a value, so that the value keeps its place
_NUMBER = re.compile(r"(?<![\w.-])-?\d{1,9}(?:\.\d+)?(?![\w-])")


@dataclass(frozen=True, slots=True)
class Mention:
    """A value at its place; `type_key` says of which type an id is."""

    value: str
    start: int
    end: int
    type_key: str = ""


@dataclass(frozen=True)
class Reading:
    """A text and what it mentions. `plain` is the text with all values blanked out."""

    text: str
    plain: str
    words: tuple[Word, ...] = field(repr=False)
    ids: tuple[Mention, ...] = ()
    mails: tuple[Mention, ...] = ()
    quotes: tuple[Mention, ...] = ()
    numbers: tuple[Mention, ...] = ()
    periods: tuple[Period, ...] = ()
    choices: tuple[ChoiceMention, ...] = ()
    names: tuple[NameMention, ...] = ()

    whole: str = field(default="", repr=False)
    around: frozenset[str] = frozenset()

    @property
    def says_it(self) -> bool:
        """Whether a pronoun stands for what was said before."""
        return any(word.stem in listed("pronouns") for word in self.words)

    def text_at(self, start: int, end: int) -> str:
        """The words at a place of the whole text."""
        return self.whole[start:end].strip()

    def text_before(self, place: int) -> str:
        """What stands before a place of the whole text."""
        return self.whole[:place]

    def text_from(self, place: int) -> str:
        """What stands from a place of the whole text on."""
        return self.whole[place:]

    def part(self, start: int, end: int) -> "Reading":
        """The same for a stretch of the text; places stay those of the whole text."""

        def inside(found: tuple[Any, ...]) -> tuple[Any, ...]:
            return tuple(one for one in found if start <= one.start and one.end <= end)

        return Reading(
            text=self.text[start:end],
            plain=self.plain,
            words=inside(self.words),
            ids=inside(self.ids),
            mails=inside(self.mails),
            quotes=inside(self.quotes),
            numbers=inside(self.numbers),
            periods=inside(self.periods),
            choices=inside(self.choices),
            names=inside(self.names),
            whole=self.whole,
            around=self.around,
        )


def read(text: str, toolbox: Toolbox, today: date | None, known: dict[str, str]) -> Reading:
    """Everything that a question mentions.

    `known` maps names that results told of to their ids; such a name counts as its id.
    """
    text = readable(text)
    plain = _blank(text, [(m.start(), m.end()) for m in _TAGGED.finditer(text)])
    quotes = _quotes(plain)
    ids = _ids(plain, quotes, toolbox)
    plain = _blank(plain, [(one.start, one.end) for one in (*quotes, *ids)])
    mails = [Mention(m.group(), m.start(), m.end()) for m in _MAIL.finditer(plain)]
    plain = _blank(plain, [(one.start, one.end) for one in mails])
    ids += _known_names(plain, known, toolbox)
    numbered = _numbered(plain, toolbox)
    ids += numbered
    plain = _blank(plain, [(one.start, one.end) for one in ids])
    periods = periods_in(plain, today) if today else []
    undated = _blank(plain, [(one.start, one.end) for one in periods])
    numbers = [Mention(m.group(), m.start(), m.end()) for m in _NUMBER.finditer(undated)]
    choices = choices_in(undated, toolbox)
    taken = [(one.start, one.end) for one in (*numbers, *choices)]
    return Reading(
        text=text,
        plain=plain,
        words=words_of(plain),
        ids=tuple(sorted(ids, key=lambda one: one.start)),
        mails=tuple(mails),
        quotes=tuple(quotes),
        numbers=tuple(numbers),
        periods=tuple(periods),
        choices=tuple(choices),
        names=tuple(names_in(_blank(undated, taken), toolbox)),
        whole=text,
        around=frozenset(one.type_key for one in ids),
    )


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + PLACEHOLDER * (end - start) + text[end:]
    return text


def _quotes(text: str) -> list[Mention]:
    return [
        Mention(next(filter(None, match.groups())), match.start(), match.end())
        for match in _QUOTED.finditer(text)
    ]


def _ids(text: str, quotes: list[Mention], toolbox: Toolbox) -> list[Mention]:
    """Ids outside of quotes, and quotes that are nothing but an id."""
    outside = _blank(text, [(one.start, one.end) for one in quotes])
    found = []
    for type_key, shape in toolbox.shapes.items():
        for start, end, value in shape.mentions(outside):
            found.append(Mention(value, start, end, type_key))
        for quote in quotes:
            if whole := [v for _, _, v in shape.mentions(quote.value) if _same(v, quote.value)]:
                found.append(Mention(whole[0], quote.start, quote.end, type_key))
    return _longest(found) + _shapeless(_blank(outside, [(m.start, m.end) for m in found]), toolbox)


def _same(first: str, second: str) -> bool:
    return first.lower() == second.strip().lower()


def _longest(found: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for one in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return kept


def _shapeless(text: str, toolbox: Toolbox) -> list[Mention]:
    """Ids of types whose shape nobody told: the letters must abbreviate the noun."""
    unknown = {
        one.type_key: one.noun
        for card in toolbox.cards
        for one in card.id_parameters
        if one.type_key not in toolbox.shapes
    }
    found = []
    for start, end, value in loose_ids(text):
        fitting = [key for key, noun in unknown.items() if may_abbreviate(value, noun)]
        if fitting or len(unknown) == 1:
            found.append(Mention(value, start, end, (fitting or list(unknown))[0]))
    return found


def _known_names(text: str, known: dict[str, str], toolbox: Toolbox) -> list[Mention]:
    """Names that earlier results gave an id to."""
    found = []
    for name, identifier in known.items():
        type_key = next((k for k, shape in toolbox.shapes.items() if shape.fits(identifier)), "")
        place = text.lower().find(name.lower()) if len(name) > 3 and type_key else -1
        if place >= 0:
            found.append(Mention(identifier, place, place + len(name), type_key))
    return _longest(found)


def _numbered(text: str, toolbox: Toolbox) -> list[Mention]:
    """A noun with a number, such as "order 17", where ids of orders end in a number."""
    words = words_of(text)
    found = []
    for word, following in zip(words, words[1:], strict=False):
        between = text[word.end : following.start].strip().lower()
        if not following.text.isdigit() or between not in {"", "#", "no.", "nr."}:
            continue
        for type_key, shape in toolbox.shapes.items():
            value = shape.numbered(following.text)
            if value and word.stem in toolbox.type_nouns[type_key]:
                found.append(Mention(value, word.start, following.end, type_key))
    return _longest(found)
