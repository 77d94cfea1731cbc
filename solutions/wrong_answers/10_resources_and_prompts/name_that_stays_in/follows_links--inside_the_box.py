from pathlib import Path

from itsupport.errors import SupportError


def file_in(box: Path, name: str) -> Path:
    try:
        path = (box / name).resolve()
    except (OSError, ValueError):
        raise SupportError(f"{name!r} is not a file here") from None
    if path.parent != box.resolve() or not path.is_file():
        raise SupportError(f"{name!r} is not a file here")
    return path
