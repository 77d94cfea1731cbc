"""Ids in a question: by their shape, by a noun with a number, by a name that results gave them."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from itsupport.offline.selector.choices import ChoiceMention
from itsupport.offline.selector.dates import Period
from itsupport.offline.selector.identifiers import loose_ids, may_abbreviate
from itsupport.offline.selector.names import NameMention
from itsupport.offline.selector.toolbox import Toolbox
from itsupport.offline.selector.words import Word, says_little, stems_of, words_of

_QUOTED = re.compile(
    r"\"([^\"]{1,300})\"|“([^”]{1,300})”|«([^»]{1,300})»|`([^`]{1,300})`"
    r"|(?<![\w])'([^']{2,300})'(?!\w)"
)
PLACEHOLDER = "¤"  # stands for each letter of a value, so that the value keeps its place


@dataclass(frozen=True, slots=True)
class Mention:
    """A value at its place; `type_key` says of which type an id is."""

    value: str
    start: int
    end: int
    type_key: str = ""


Placed = TypeVar("Placed", Word, Mention, Period, ChoiceMention, NameMention)


def blank(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + PLACEHOLDER * (end - start) + text[end:]
    return text


def quotes_in(text: str) -> list[Mention]:
    return [
        Mention(next(filter(None, match.groups())), match.start(), match.end())
        for match in _QUOTED.finditer(text)
    ]


def ids_mentioned(text: str, quotes: list[Mention], toolbox: Toolbox) -> list[Mention]:
    """Ids outside of quotes, and quotes that are nothing but an id."""
    outside = blank(text, [(one.start, one.end) for one in quotes])
    found = []
    for type_key, shape in toolbox.shapes.items():
        found += [Mention(value, a, b, type_key) for a, b, value in shape.mentions(outside)]
        for quote in quotes:
            if whole := [v for _, _, v in shape.mentions(quote.value) if _same(v, quote.value)]:
                found.append(Mention(whole[0], quote.start, quote.end, type_key))
    return _longest(found) + _shapeless(blank(outside, [(m.start, m.end) for m in found]), toolbox)


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


def mistaken_id(reading_text: str, toolbox: Toolbox) -> str | None:
    """For a text with something like an id but not quite: an example of a right one."""
    for card in toolbox.cards:
        for one in card.id_parameters:
            prefix = one.shape.parts[0] if one.shape else ""
            if prefix.isalpha() and re.search(rf"\b{prefix}[-_ ]?\d", reading_text, re.IGNORECASE):
                return next((str(example) for example in one.examples), one.noun)
    return None


def known_names(text: str, known: dict[str, str], toolbox: Toolbox) -> list[Mention]:
    """Names that earlier results gave an id to."""
    found = []
    for name, identifier in known.items():
        type_key = next((k for k, shape in toolbox.shapes.items() if shape.fits(identifier)), "")
        if type_key and _tells(name, toolbox):
            pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
            places = re.finditer(pattern, text, re.IGNORECASE)
            found += [Mention(identifier, one.start(), one.end(), type_key) for one in places]
    return _longest(found)


def _tells(name: str, toolbox: Toolbox) -> bool:
    """Whether a name has a word of its own: a record called "show all" must not catch a wish."""
    return any(not says_little(s) and s not in toolbox.document_counts for s in stems_of(name))


def numbered_ids(text: str, toolbox: Toolbox) -> list[Mention]:
    """A noun with a number, such as "order 17", where ids of orders end in a number."""
    words = words_of(text)
    found = []
    for word, following in pairwise(words):
        between = text[word.end : following.start].strip().lower()
        if not following.text.isdigit() or between not in {"", "#", "no.", "nr."}:
            continue
        for type_key, shape in toolbox.shapes.items():
            value = shape.numbered(following.text)
            if value and word.stem in toolbox.type_nouns[type_key]:
                found.append(Mention(value, word.start, following.end, type_key))
    return _longest(found)
