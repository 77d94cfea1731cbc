"""The results of grading as files: whatever is in the way, they are written somewhere, and told.

Windows replaces no file that a program such as Excel holds open. That is looked for before the
work; for what happens meanwhile there are other names.
"""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from itsupport.errors import SupportError

NAMES = ("results.csv", "results.html")
OTHER_NAMES = 9


def check_writable(folder: Path) -> None:
    """Make the folder if need be. Raises `SupportError` where the results could not be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as problem:
        raise SupportError(
            f"The results cannot be written into {folder}",
            f"{problem.strerror}.",
            suggested_actions=["Give another folder with --out."],
        ) from problem
    for name in NAMES:
        _check_replaceable(folder / name)


def _check_replaceable(path: Path) -> None:
    """A link is replaced itself, and not what it leads to."""
    try:
        if path.is_dir() and not path.is_symlink():
            raise IsADirectoryError(None, "It is a folder")
        with suppress(FileNotFoundError):
            path.replace(path)  # changes nothing, and fails where a program holds the file
    except OSError as problem:
        raise SupportError(
            f"{path} cannot be replaced",
            f"{problem.strerror}.",
            suggested_actions=["Close it where it is open, or give another folder with --out."],
        ) from problem


def written(folder: Path, texts: Mapping[str, str]) -> list[str]:
    """Write each text under its name, or the next name that can be written; sentences about it.

    Raises `SupportError` when a text can be written nowhere, after the others were written.
    """
    places = {name: _placed(folder / name, text) for name, text in texts.items()}
    if lost := [name for name, place in places.items() if place is None]:
        raise SupportError(f"{' and '.join(lost)} cannot be written anywhere", "Is the disk full?")
    moved = [
        f"{folder / name} could not be replaced: is it open in another program?"
        for name, place in places.items()
        if place != folder / name
    ]
    return [*moved, f"The results are in {' and '.join(map(str, places.values()))}."]


def _placed(path: Path, text: str) -> Path | None:
    for place in _places(path):
        with suppress(OSError):
            _replace(place, text)
            return place
    return None


def _places(path: Path) -> Iterator[Path]:
    """The wanted one, others beside it, and one where there is always room."""
    yield path
    for number in range(2, OTHER_NAMES + 1):
        yield path.with_stem(f"{path.stem}-{number}")
    with suppress(OSError):
        yield Path(tempfile.mkdtemp(prefix="itsupport-"), path.name)


def _replace(path: Path, text: str) -> None:
    """Never through a link that a submission put there."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".results-") as place:
        new = Path(place, path.name)
        new.write_text(text, "utf-8", newline="")
        new.replace(path)
