"""Words that are codes and no known ids: serial numbers, signs of shares, names of hosts.

Each has the word before it with it: a "hostname web-shop" is no branch.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from itsupport.offline.selector.language.words import common, listed, says_little, stem
from itsupport.offline.selector.question.known_things import kind_words
from itsupport.offline.selector.question.reading import Mention
from itsupport.offline.selector.tools.odd_codes import is_slug
from itsupport.offline.selector.tools.toolbox import Toolbox

_CODE = re.compile(r"(?<![\w-])(?=[\w.-]*\d)(?=[\w.-]*[A-Za-z])\w+(?:[-.]\w+)*(?![\w-])")
_NO_CODE = re.compile(
    r"\d+(?:\.\d+)?(?:st|nd|rd|th|k|h|d|m|s|x|am|pm|gb|mb|tb|min|mins|hrs?|kg|g|km|cm|mm|ml|l)"
    r"|q[1-4]|[a-z]+\d|\d{4}-\d\d-\d\d",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"(?<![\w./-])\w[\w.-]*[/@:+][\w.-]*\w(?![\w/])")
_SYMBOL = re.compile(r"\b[A-Z]{2,5}\b")
_WORD_BEFORE = re.compile(r"([^\W_]+)(?: (?:called|named|labell?ed))?[\s:=]+$")
_WORD_AFTER = re.compile(r"\s+([a-z]+)")
_FEW = re.compile(r"\b(?:an?|any|some|no|every|each|two|three|many)\s+$", re.IGNORECASE)


def symbols_in_text(text: str, toolbox: Toolbox) -> Iterator[Mention]:
    """Words in capitals where a tool takes such: the sign of a share, of a currency."""
    wanted = {p for card in toolbox.cards for p in card.parameters if p.takes_symbols}
    for match in _SYMBOL.finditer(text) if wanted and not text.isupper() else ():
        known = stem(match.group()) in toolbox.counts
        if not known and any(one.takes_code(match.group()) for one in wanted):
            yield Mention("code", match.group(), *match.span())


def codes_in_text(text: str, toolbox: Toolbox) -> Iterator[Mention]:
    """Words with letters and digits that are no known id: a serial number, a host's name.

    A sign inside a word makes a code, too, where a tool's pattern asks for such: acme/website.
    """
    for match in _SIGNED.finditer(text) if toolbox.patterned else ():
        if any(one.takes_code(match.group()) for one in toolbox.patterned):
            yield _code(match, text, toolbox)
    for match in toolbox.odd_codes.finditer(text) if toolbox.odd_codes else ():
        if not match.group().islower() or _is_slug(match, text, toolbox):
            yield _code(match, text, toolbox)
    for match in _CODE.finditer(text):
        chosen = match.group().lower() in _choices(toolbox)
        if not (chosen or _NO_CODE.fullmatch(match.group())):
            yield _code(match, text, toolbox)


@lru_cache(maxsize=16)
def _choices(toolbox: Toolbox) -> frozenset[str]:
    """All values that tools offer for choice, in small letters: "10x15" is a size."""
    return frozenset(one.lower() for p in toolbox.choice_sets for one in p.choices)


def _code(match: re.Match[str], text: str, toolbox: Toolbox) -> Mention:
    before = _WORD_BEFORE.search(text[: match.start()])
    said = stem(before[1]) if before else ""
    return Mention("code", match.group(), *match.span(), kind_words(toolbox).get(said, said))


def _is_slug(match: re.Match[str], text: str, toolbox: Toolbox) -> bool:
    """Whether small letters with a dash are a code: ink-mo, or where tools need such web-shop."""
    pieces = [stem(one) for one in match.group().split("-")]
    if any(one not in common() | toolbox.counts.keys() for one in pieces):
        return True
    everyday = _FEW.search(text[: match.start()]) or any(map(says_little, pieces))
    return _needs_slugs(toolbox) and not everyday and not _describes(match, text, toolbox)


@lru_cache(maxsize=16)
def _needs_slugs(toolbox: Toolbox) -> bool:
    """Whether a tool cannot do without a code such as web-shop."""
    needed = (one for card in toolbox.cards for one in card.required if one.kind == "text")
    return any(is_slug(example) for one in needed for example in one.examples)


def _describes(match: re.Match[str], text: str, toolbox: Toolbox) -> bool:
    """Whether a thing that tools do not deal in follows: "part-time work"."""
    after = _WORD_AFTER.match(text, match.end())
    word = stem(after[1]) if after else ""
    return bool(word) and not (says_little(word) or word in toolbox.counts.keys() | listed("verbs"))
