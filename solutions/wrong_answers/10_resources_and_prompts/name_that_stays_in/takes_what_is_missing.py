import re
from pathlib import Path

from itsupport.errors import SupportError


def file_in(box: Path, name: str) -> Path:
    path = box / name
    if not re.fullmatch(r"[a-z0-9-]+\.(txt|md)", name) or path.is_symlink():
        raise SupportError(f"{name!r} is not a file here")
    return path
