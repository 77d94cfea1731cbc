from pathlib import Path
from stat import S_ISREG

from itsupport.errors import SupportError


def file_in(box: Path, name: str) -> Path:
    path = box / name
    try:
        kind = path.lstat().st_mode
    except OSError:
        raise SupportError(f"{name!r} is not a file here") from None
    if "/" in name or not S_ISREG(kind):
        raise SupportError(f"{name!r} is not a file here")
    return path
