from pathlib import Path

from itsupport.errors import SupportError


def file_in(box: Path, name: str) -> Path:
    path = box / name
    if not path.is_file():
        raise SupportError(f"{name!r} is not a file here")
    return path
