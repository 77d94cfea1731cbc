"""What a text mentions, each value at its place: the result of reading it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeVar

from itsupport.offline.selector.language.words import Word, listed

Found = TypeVar("Found")
BLANK = "¤"  # stands for each letter of a value, so that the value keeps its place


Kind = Literal["id", "choice", "period", "number", "time", "mail", "quote", "code", "name"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A value at its place in the text.

    `of` is the type of an id, the parameter's name of a choice, the unit of a number, the word
    before a name; `how` says how sure it is; `options` are all values of a choice.
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
    _known: dict[str, Any] = field(init=False, repr=False, compare=False, default_factory=dict)

    def once(self, name: str, work: Callable[[], Found]) -> Found:
        """What is worked out about this text once, though every tool is asked about it."""
        if name not in self._known:
            self._known[name] = work()
        found: Found = self._known[name]
        return found

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

    def names_several(self, nouns: Collection[str]) -> bool:
        """Whether several things are spoken of, by one of these nouns: "orders"."""
        return any(w.stem in nouns and w.text.lower().endswith("s") for w in self.words)

    @property
    def types(self) -> set[str]:
        """The types of the ids mentioned."""
        return {one.of for one in self.mentions if one.kind == "id"}

    def part(self, start: int, end: int) -> "Reading":
        """The same for a stretch of the text; places stay those of the whole text."""
        words = tuple(one for one in self.words if start <= one.start and one.end <= end)
        kept = tuple(one for one in self.mentions if start <= one.start and one.end <= end)
        return replace(self, words=words, mentions=kept, start=start, end=end)
