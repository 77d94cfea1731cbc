"""What a notebook's cells say about its run; nothing here looks at a page."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from tests.browser.notebook_run import Cell

Output = dict[str, Any]
DIAGRAM = re.compile(r"^```mermaid", re.MULTILINE)


def failures(cells: Sequence[Cell]) -> list[str]:
    """The errors of cells that are not meant to fail, and the cells that did not run."""
    found = []
    for cell in filter(is_code, cells):
        errors = [] if is_meant_to_fail(cell) else [*filter(is_error, outputs([cell]))]
        found += [f"{cell['id']}: {error['ename']}: {error['evalue']}" for error in errors]
        if cell["execution_count"] is None:
            found.append(f"{cell['id']}: did not run")
    return found


def error_texts(cells: Sequence[Cell]) -> int:
    """How many outputs are shown as errors: exceptions, and what was written to stderr."""
    return sum(is_error(output) or output.get("name") == "stderr" for output in outputs(cells))


def diagrams(cells: Sequence[Cell]) -> int:
    """How many Mermaid diagrams the notebook holds, in its text and in its outputs."""
    count = sum(
        len(DIAGRAM.findall(text(cell["source"])))
        for cell in cells
        if cell["cell_type"] == "markdown"
    )
    for data in (output.get("data", {}) for output in outputs(cells)):
        drawn = "text/vnd.mermaid" in data  # shown instead of the Markdown beside it
        count += 1 if drawn else len(DIAGRAM.findall(text(data.get("text/markdown", ""))))
    return count


def is_code(cell: Cell) -> bool:
    """Whether there is something to run: an empty cell is never counted by the kernel."""
    return cell["cell_type"] == "code" and bool(text(cell["source"]).strip())


def is_meant_to_fail(cell: Cell) -> bool:
    return "raises-exception" in cell["metadata"].get("tags", [])


def is_error(output: Output) -> bool:
    return bool(output["output_type"] == "error")


def outputs(cells: Sequence[Cell]) -> Iterator[Output]:
    """Every output, from top to bottom."""
    return (output for cell in cells for output in cell.get("outputs", []))


def text(source: str | list[str]) -> str:
    """A text of a notebook file, which may be written as lines."""
    return source if isinstance(source, str) else "".join(source)
