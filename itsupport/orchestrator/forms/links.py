r"""An address that a server asks a person to visit: which host it leads to, or why it stays shut.

Programs disagree about unusual addresses (`https://good.example\@bad.example`), so only those are
opened that all of them read alike: http or https, a host, and no letter outside the standard.
"""

import re
from dataclasses import dataclass

from itsupport.unicode import printable

USUAL = re.compile(
    r"(?P<before>https?://)(?P<host>[a-z0-9.-]+|\[[0-9a-f:.]+\])"
    r"(?P<after>(?::\d{1,5})?(?:[/?#][a-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*)?)",
    re.IGNORECASE,
)
LONGEST = 4_000
HERE = re.compile(r"localhost|127\.[\d.]+|\[::1\]", re.IGNORECASE)

UNUSUAL = "This is no usual web address, so it is not offered to be opened."
READ_ALONG = "The connection would not be encrypted: what you type there can be read on the way."
LOOKALIKE = "The host's name is written in code (xn--): it may be made to look like another one."


@dataclass(frozen=True, slots=True)
class Link:
    """`before`, `host` and `after` together are the address; it may be opened where `opens`."""

    before: str
    host: str
    after: str
    warning: str = ""

    @property
    def opens(self) -> bool:
        return bool(self.host)

    @property
    def url(self) -> str:
        return self.before + self.host + self.after

    @classmethod
    def of(cls, url: str) -> "Link":
        """Take an address apart. Never fails."""
        parts = USUAL.fullmatch(url) if len(url) <= LONGEST else None
        if parts is None:
            return cls(printable(url[:LONGEST]), "", "", UNUSUAL)
        return cls(parts["before"], parts["host"], parts["after"], _warning(parts))


def _warning(parts: re.Match[str]) -> str:
    if "xn--" in parts["host"].lower():
        return LOOKALIKE
    plain = parts["before"].lower() == "http://" and not HERE.fullmatch(parts["host"])
    return READ_ALONG if plain else ""
