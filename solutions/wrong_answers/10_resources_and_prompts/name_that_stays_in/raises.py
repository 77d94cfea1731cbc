from pathlib import Path

from itsupport.errors import SupportError


def file_in(box: Path, name: str) -> Path:
    path = box / name
    if "/" in name or path.is_symlink():
        raise SupportError(f"{name!r} is not a file here")
    path.read_text()
    return path
