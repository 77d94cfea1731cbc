from pathlib import Path

from itsupport.errors import SupportError


def file_in(box: Path, name: str) -> Path:
    return (box / name).read_text()
