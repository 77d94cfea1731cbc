"""What a question mentions: ids, choices, periods, numbers, addresses, quotes, names.

Everything keeps its place in the text, so that each part of a question finds its own. Text in
quotes or tags is data: it is read as a value, never as a wish.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from itsupport.offline.selector.choices import ChoiceMention, choices_in
from itsupport.offline.selector.dates import Period, periods_in
from itsupport.offline.selector.mentions import (
    Mention,
    Placed,
    blank,
    ids_mentioned,
    known_names,
    numbered_ids,
    quotes_in,
)
from itsupport.offline.selector.names import NameMention, names_in
from itsupport.offline.selector.toolbox import Toolbox
from itsupport.offline.selector.words import Word, listed, readable, words_of

_TAGGED = re.compile(r"<(\w+)[^>]*>.*?(?:</\1>|$)|\[(\w+)\].*?\[/\2\]", re.DOTALL)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PLACEHOLDER = "¤"  # stands for each letter of a value, so that the value keeps its place
_NUMBER = re.compile(r"(?<![\w.-])-?\d{1,9}(?:\.\d+)?(?![\w-])")


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

        def inside(found: tuple[Placed, ...]) -> tuple[Placed, ...]:
            return tuple(one for one in found if start <= one.start and one.end <= end)

        return replace(
            self,
            text=self.text[start:end],
            words=inside(self.words),
            ids=inside(self.ids),
            mails=inside(self.mails),
            quotes=inside(self.quotes),
            numbers=inside(self.numbers),
            periods=inside(self.periods),
            choices=inside(self.choices),
            names=inside(self.names),
        )


def read(text: str, toolbox: Toolbox, today: date | None, known: dict[str, str]) -> Reading:
    """Everything that a question mentions.

    `known` maps names that results told of to their ids; such a name counts as its id.
    """
    text = readable(text)
    plain = blank(text, [(m.start(), m.end()) for m in _TAGGED.finditer(text)])
    quotes = quotes_in(plain)
    ids = ids_mentioned(plain, quotes, toolbox)
    plain = blank(plain, [(one.start, one.end) for one in (*quotes, *ids)])
    mails = [Mention(m.group(), m.start(), m.end()) for m in _MAIL.finditer(plain)]
    plain = blank(plain, [(one.start, one.end) for one in mails])
    ids += known_names(plain, known, toolbox)
    numbered = numbered_ids(plain, toolbox)
    ids += numbered
    plain = blank(plain, [(one.start, one.end) for one in ids])
    periods = periods_in(plain, today) if today else []
    undated = blank(plain, [(one.start, one.end) for one in periods])
    numbers = [Mention(m.group(), m.start(), m.end()) for m in _NUMBER.finditer(undated)]
    choices = choices_in(undated, toolbox)
    taken = [(one.start, one.end) for one in numbers]
    taken += [(one.start, one.end) for one in choices]
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
        names=tuple(names_in(blank(undated, taken), toolbox)),
        whole=text,
        around=frozenset(one.type_key for one in ids),
    )
