"""Words that are codes and no known ids: serial numbers, signs of shares, names of hosts."""

import re
from collections.abc import Iterator

from itsupport.offline.selector.language.words import common, stem
from itsupport.offline.selector.question.reading import Mention
from itsupport.offline.selector.tools.toolbox import Toolbox

_CODE = re.compile(r"(?<![\w-])(?=[\w.-]*\d)(?=[\w.-]*[A-Za-z])\w+(?:[-.]\w+)*(?![\w-])")
_SIGNED = re.compile(r"(?<![\w./-])\w[\w.-]*[/@:+][\w.-]*\w(?![\w/])")
_SYMBOL = re.compile(r"\b[A-Z]{2,5}\b")


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
            yield Mention("code", match.group(), *match.span())
    for match in toolbox.odd_codes.finditer(text) if toolbox.odd_codes else ():
        if not match.group().islower() or _is_strange(match.group(), toolbox):
            yield Mention("code", match.group(), *match.span())
    for match in _CODE.finditer(text):
        if not re.fullmatch(
            r"\d+(?:\.\d+)?(?:st|nd|rd|th|k|h|d|m|s|x|am|pm|gb|mb|tb|min|mins|hrs?|kg|g|km|cm|mm|ml|l)"
            r"|q[1-4]|[a-z]+\d|\d{4}-\d\d-\d\d",
            match.group(),
            re.I,
        ):
            yield Mention("code", match.group(), *match.span())


def _is_strange(code: str, toolbox: Toolbox) -> bool:
    """Whether small letters with a dash are no everyday words: ink-mo, not "full-time"."""
    return any(stem(one) not in common() | toolbox.counts.keys() for one in code.split("-"))
