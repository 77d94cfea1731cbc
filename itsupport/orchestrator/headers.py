"""The headers that a server is sent, checked when they are read: their values may be secrets.

A library that meets a value which HTTP does not allow repeats it in its error.
"""

import re

from itsupport.errors import SupportError

_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")  # RFC 9110, section 5.6.2


def checked_headers(server: str, headers: dict[str, str]) -> dict[str, str]:
    """The headers themselves. Raises `SupportError` for one that cannot be sent."""
    for name, value in headers.items():
        if not _NAME.fullmatch(name):
            raise _refused(server, "A header", "Its name may have letters, digits and -.")
        if not (value.isascii() and value.isprintable()) or value != value.strip():
            reason = (
                "Its value has a line end, a blank at one of its ends, or a letter or quotation "
                "mark that is not ASCII. It is not shown, because it may be a secret."
            )
            raise _refused(server, f"The header {name}", reason)
    return headers


def _refused(server: str, what: str, reason: str) -> SupportError:
    return SupportError(
        f"{what} of the server {server} cannot be sent",
        reason,
        suggested_actions=["A token that is read from a file needs .strip().", "Type it again."],
    )
