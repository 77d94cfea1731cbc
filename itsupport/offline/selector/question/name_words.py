"""What a word is to a name: capitalized, known, with an s, alone or in a row with others."""

import re
from collections.abc import Callable

from itsupport.offline.selector.language.words import Word, common, listed, says_little, synonyms
from itsupport.offline.selector.question.reading import BLANK
from itsupport.offline.selector.tools.toolbox import Toolbox

_SPEAKS = re.compile(
    r" (?:(?:claim|insist|complain|den(?:y|ie)|dispute|refuse)s?\b"
    r"|(?:say|said|think|ask|report|told|want|need|tell)\w* (?:(?:us|me|that|if|whether|for|to) )*"
    r"(?:they|their|them|we|our|he|his|she|her)\b)",
    re.IGNORECASE,
)
_APART = re.compile(rf"[{BLANK}.?!]")


def said_before(words: tuple[Word, ...], place: int, text: str) -> str:
    """The word right before another; "" where a value or a sentence's end stands between."""
    apart = not place or _APART.search(text[words[place - 1].end : words[place].start])
    return "" if apart else words[place - 1].text.lower()


def speaks(text: str, end: int) -> bool:
    """Whether what ends here speaks of itself: "Acme says they have paid"."""
    return bool(_SPEAKS.match(text[end:]))


def opens(word: Word, text: str) -> bool:
    return text[: word.start].rstrip()[-1:] in {".", "?", "!", ":", "\n", ""}


def run_of(words: tuple[Word, ...], place: int, text: str, belongs: Callable[[Word], bool]) -> int:
    """How many words from here on belong together, with nothing but a space between."""
    length = 0
    while place + length < len(words) and belongs(words[place + length]):
        length += 1
        last, following = words[place + length - 1], words[place + length : place + length + 1]
        apart = not following or text[last.end : following[0].start] not in (" ", " & ")
        if apart or is_possessive(last):
            break
    return length


def is_capitalized(word: Word) -> bool:
    return word.text[:1].isupper() and not (word.text.isupper() and len(word.text) <= 4)


def is_possessive(word: Word) -> bool:
    return bool(re.search(r"['\u2019]s?$", word.text)) and not says_little(word.stem)


def is_known(word: Word, toolbox: Toolbox) -> bool:
    """Whether a tool or a word list knows the word, or a word near to it."""
    stem = word.stem
    return (
        says_little(stem)
        or stem in common()
        or stem in toolbox.counts
        or stem in synonyms()
        or stem in listed("courtesy")
        or stem in listed("actions")
        or stem in listed("verbs")
        or stem in listed("work")
        or stem in listed("calendar")
        or word.text.isdigit()
        or len(stem) < 3
        or word.text.lower().endswith("est")
    )
