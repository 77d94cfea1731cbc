"""Reads a notebook that anybody may have sent: JSON with cells, and nothing about it is believed.

Not nbformat, which checks and repairs what would be graded anyway.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import Any

from itsupport.errors import SupportError
from itsupport.unicode import sendable

LARGEST = 20_000_000
"""Bytes; a notebook that is larger holds pictures or data, or means harm."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What matters of a cell; what is missing or of another type is empty."""

    kind: str
    source: str
    id: str
    exercise: str
    tags: frozenset[str]


@dataclass(frozen=True, slots=True)
class NotebookFile:
    """The cells, the lesson that the notebook says it belongs to, and whether we made it."""

    cells: tuple[Cell, ...]
    lesson: str
    from_the_workbook: bool


def read_notebook(path: Path) -> NotebookFile:
    """Read a file. Raises `SupportError` that says why it is no notebook to grade."""
    content = _content(path)
    cells = content.get("cells") if isinstance(content, dict) else None
    if not isinstance(cells, list):
        raise SupportError("This is JSON, but not a notebook of version 4: it has no list of cells")
    workbook = _mapping(_mapping(content.get("metadata")).get("workbook"))
    found = tuple(_cell(_mapping(cell)) for cell in cells)
    return NotebookFile(found, _text(workbook.get("lesson")), bool(workbook))


def _content(path: Path) -> Any:
    try:
        status = path.stat()
        if not S_ISREG(status.st_mode):
            raise SupportError("This is not a file")
        if status.st_size > LARGEST:
            raise SupportError(
                f"The file is too large: {status.st_size / 1e6:.1f} MB, of at most "
                f"{LARGEST / 1e6:.0f} MB"
            )
        return sendable(json.loads(path.read_bytes()))
    except OSError as problem:
        raise SupportError(f"The file cannot be read: {problem.strerror}") from problem
    except (ValueError, RecursionError) as problem:
        raise SupportError(f"The file is not valid JSON: {problem}") from problem


def _cell(cell: dict[str, Any]) -> Cell:
    metadata = _mapping(cell.get("metadata"))
    tags = metadata.get("tags")
    return Cell(
        kind=_text(cell.get("cell_type")),
        source=_source(cell.get("source")),
        id=_text(cell.get("id")),
        exercise=_text(metadata.get("exercise")),
        tags=frozenset(filter(None, map(_text, tags if isinstance(tags, list) else []))),
    )


def _source(value: Any) -> str:
    return "".join(map(_text, value)) if isinstance(value, list) else _text(value)


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
