"""What a word is to a name: capitalized, known, with an s, alone or in a row with others."""

import re
from collections.abc import Callable
from functools import lru_cache

from itsupport.offline.selector.language.words import (
    Word,
    common,
    listed,
    says_little,
    stem,
    synonyms,
)
from itsupport.offline.selector.question.reading import BLANK
from itsupport.offline.selector.tools.toolbox import Toolbox

THEIRS = r"[^.?!]*\b(?:they|their|them)\b"
"""What follows a name that the rest of the sentence speaks of."""
_SPEAKS = re.compile(
    rf" (?:(?:want|ask)s\b{THEIRS}|(?:claim|insist|complain|den(?:y|ie)|dispute|refuse)s?\b"
    r"|(?:say|said|think|ask|report|told|want|need|tell)\w* (?:(?:us|me|that|if|whether|for|to) )*"
    r"(?:they|their|them|we|our|he|his|she|her)\b)",
    re.IGNORECASE,
)
_HEADS = re.compile(r"\s*(?:[:,]|-\s)\s*[^\s.!?]")
_ADJECTIVE = re.compile(r"^(?:un|non|in|re)|(?:ing|ed|ly|able|al|ive|ous|ic|ful)$", re.IGNORECASE)
_APART = re.compile(rf"[{BLANK}.?!]")


def said_before(words: tuple[Word, ...], place: int, text: str) -> str:
    """The word right before another; "" where a value or a sentence's end stands between."""
    apart = not place or _APART.search(text[words[place - 1].end : words[place].start])
    return "" if apart else words[place - 1].text.lower()


def is_attributive(words: tuple[Word, ...], place: int, text: str, toolbox: Toolbox) -> bool:
    """Whether the next word is a thing of what is named: "acme orders", "acme contacts, please"."""
    following = words[place] if place < len(words) else None
    if following is None or text[words[place - 1].end : following.start].strip(" -:"):
        return False
    if toolbox.type_named([following.stem]):
        return True
    meant = {following.stem, *synonyms().get(following.stem, ())}
    alone = place == 1 and not _ADJECTIVE.search(words[0].text)
    return alone and bool(meant & _aspects(toolbox))


@lru_cache(maxsize=16)
def _aspects(toolbox: Toolbox) -> frozenset[str]:
    """The words in the names of tools that tell something of a thing that is found by name."""
    telling = (one for one in toolbox.cards if not one.of_kind("search") and not one.acts)
    found = (one.name_stems for one in telling if any(map(one.takes, toolbox.named_types)))
    return frozenset().union(*found) - listed("weak")


@lru_cache(maxsize=16)
def example_names(toolbox: Toolbox) -> frozenset[str]:
    """The names of one rare word that schemas give as examples, in small letters."""
    named = (p for card in toolbox.cards for p in card.parameters if p.takes_names)
    shown = (one.lower() for p in named for one in p.examples if one.isalpha())
    return frozenset(one for one in shown if stem(one) not in common())


@lru_cache(maxsize=16)
def _takes_names(toolbox: Toolbox) -> bool:
    return any(one.takes_names for card in toolbox.cards for one in card.parameters)


@lru_cache(maxsize=16)
def takes_given_names(toolbox: Toolbox) -> bool:
    """Whether some tool takes somebody, or a person's first name."""
    texts = [one for card in toolbox.cards for one in card.of_kind("text")]
    named = (one for one in texts if re.match(r"(?:the )?first name\b", one.description, re.I))
    return toolbox.takes_people or any(named)


def speaks(text: str, end: int) -> bool:
    """Whether what ends here speaks of itself: "Acme says they have paid"."""
    return bool(_SPEAKS.match(text[end:]))


def heads(first: Word, last: Word, text: str, toolbox: Toolbox) -> bool:
    """Whether several words, one of them strange, open a sentence: "acme logistics, any news?"."""
    alone = first is last or not opens(first, text) or not _HEADS.match(text[last.end :])
    said = text[first.start : last.end].lower().split()
    return _takes_names(toolbox) and not alone and any(stem(w) not in common() for w in said)


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
    return (
        says_little(word.stem)
        or word.stem in common()
        or word.stem in toolbox.counts
        or word.stem in synonyms()
        or word.stem in listed("courtesy")
        or word.stem in listed("actions")
        or word.stem in listed("verbs")
        or word.stem in listed("work")
        or word.stem in listed("calendar")
        or word.text.isdigit()
        or len(word.stem) < 3
        or word.text.lower().endswith("est")
    )
