"""Which names a file in the box may have: a list of what is allowed, never of what is not.

Small letters, digits, - and _, and one ending. So there is no way to write a path, a hidden file,
two names that Windows holds for one, letters that only look alike, or a text that reads backwards.
"""

import re
from typing import Annotated

from pydantic import Field

from itsupport.errors import SupportError

LONGEST_NAME = 64
ENDINGS = ("txt", "md", "csv", "json")
PATTERN = rf"^[a-z0-9][a-z0-9_-]{{0,58}}\.({'|'.join(ENDINGS)})$"
PORTS = {f"{kind}{number}" for kind in ("com", "lpt") for number in range(10)}
DEVICES = {"con", "prn", "aux", "nul"} | PORTS
"""Names that Windows takes for a device, whatever their ending."""

FileName = Annotated[
    str,
    Field(
        pattern=PATTERN,
        max_length=LONGEST_NAME,
        description="A file's name: small letters, digits, - and _, then .txt, .md, .csv or .json,"
        " such as notes.txt. No folders.",
        examples=["notes.txt"],
    ),
]


def is_file_name(name: str) -> bool:
    """Whether a file here may be called so."""
    # fullmatch: a $ would let a line break pass at the end.
    fits = len(name) <= LONGEST_NAME and re.fullmatch(PATTERN.strip("^$"), name)
    return bool(fits) and name.split(".")[0] not in DEVICES


def check_file_name(name: str) -> None:
    """Raises `SupportError` for a name that may not be used, with one that may."""
    if is_file_name(name):
        return
    endings = ", ".join(f".{ending}" for ending in ENDINGS)
    raise SupportError(
        f"{name[:LONGEST_NAME]!r} is not a name for a file here",
        f"A name has small letters, digits, - and _, then one of {endings}. It holds no folder, and"
        " is no word that Windows keeps for a device.",
        suggested_actions=[f"Write it like {_closest(name)!r}."],
        retryable=True,
    )


def _closest(name: str) -> str:
    """The same name in allowed letters, when that makes one."""
    stem, _, ending = name.lower().rpartition(".")
    allowed = re.sub("[^a-z0-9_-]+", "-", stem or ending).strip("-_")[:58]
    candidate = f"{allowed}.{ending if stem and ending in ENDINGS else 'txt'}"
    return candidate if is_file_name(candidate) else "notes.txt"
