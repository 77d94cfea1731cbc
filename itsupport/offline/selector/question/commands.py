"""States to set that are named by their verbs: "approve it" for approved."""

from collections.abc import Iterator
from functools import lru_cache

from itsupport.offline.selector.language.words import Word, stem, words_of
from itsupport.offline.selector.question.choices import OPENS
from itsupport.offline.selector.question.reading import Mention
from itsupport.offline.selector.tools.schemas import Parameter
from itsupport.offline.selector.tools.toolbox import Toolbox


def commanded(text: str, toolbox: Toolbox) -> Iterator[Mention]:
    """The choices whose verbs a text commands, where a tool that changes things needs one."""
    orders = [one for one in words_of(text) if OPENS.search(text[: one.start])]
    for parameter in _to_be_set(toolbox):
        for word in orders:
            for value in parameter.choices:
                if _does(word, value):
                    place = word.start, word.end, parameter.name, "exact"
                    yield Mention("choice", value, *place, options=parameter.choices)


def _does(word: Word, value: str) -> bool:
    """Whether a word is the verb of a state: "reject" of rejected, not "rejected" itself."""
    is_state = word.text.lower().endswith(("ed", "ing"))
    return value.lower().endswith("ed") and not is_state and stem(value) == word.stem


@lru_cache(maxsize=16)
def _to_be_set(toolbox: Toolbox) -> tuple[Parameter, ...]:
    acting = (one for card in toolbox.cards if card.acts for one in card.required if one.choices)
    return tuple({(one.name, one.choices): one for one in acting}.values())
