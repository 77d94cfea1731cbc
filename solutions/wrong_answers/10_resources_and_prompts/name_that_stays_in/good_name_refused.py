import re
from pathlib import Path

from itsupport.errors import SupportError


def file_in(box: Path, name: str) -> Path:
    if re.fullmatch(r"[a-z]+\.txt", name) and (box / name).is_file():
        return box / name
    raise SupportError(f"{name!r} is not a file here")
