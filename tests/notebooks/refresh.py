"""Run the lessons again and write them down as they are committed.

    python -m tests.notebooks.refresh              # every lesson
    python -m tests.notebooks.refresh 02 03        # the lessons whose names begin like this
    python -m tests.notebooks.refresh solutions/00_for_instructors.ipynb    # another notebook

Each runs from top to bottom in a kernel of its own, without a model's key, so that the outputs are
those of the offline model. What differs from run to run (times, versions, the way in which output
was cut into pieces) is left out of the file. A lesson that fails is not written.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"

MODEL_SETTINGS = ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL", "ITSUPPORT_API")
DESK_SETTINGS = ("ITSUPPORT_TODAY", "ITSUPPORT_DATA", "ITSUPPORT_DATABASE")

CELL_SECONDS = 300

WIDGET = "application/vnd.jupyter.widget-view+json"
"""A widget lives as long as its kernel: without it, readers get the text form and no error."""


def main(prefixes: Sequence[str]) -> int:
    """Refresh the chosen lessons and return 1 when one of them failed."""
    chosen = [path for path in lessons() if not prefixes or path.stem.startswith(tuple(prefixes))]
    chosen += [Path(name) for name in prefixes if name.endswith(".ipynb") and Path(name).exists()]
    if not chosen:
        print(f"✗ No lesson begins with {' or '.join(prefixes)}", file=sys.stderr)
        return 1
    return max([refresh(path) for path in chosen])


def lessons() -> list[Path]:
    """The notebooks of the workbook, in the order of their numbers."""
    return sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))


def without_settings() -> dict[str, str]:
    """This process's environment as a newcomer has it: no key, no other data, no other day."""
    unset = MODEL_SETTINGS + DESK_SETTINGS
    return {name: value for name, value in os.environ.items() if name not in unset}


def normalised(notebook: NotebookNode) -> NotebookNode:
    """The same notebook without anything that depends on when and where it ran."""
    notebook.metadata["language_info"] = {"name": "python"}
    for key in ("widgets", "signature"):
        notebook.metadata.pop(key, None)
    for cell in notebook.cells:
        for key in ("execution", "collapsed", "scrolled"):
            cell.metadata.pop(key, None)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET, None)
    return notebook


def refresh(path: Path) -> int:
    """Run one notebook in its own folder and write it; return 1, and write nothing, if it fails."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=CELL_SECONDS,
        kernel_name="python3",
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
    )
    try:
        with TemporaryDirectory() as state:  # nobody's own progress
            client.execute(env=without_settings() | {"XDG_STATE_HOME": state})
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as problem:
        print(f"✗ {path.stem}: {problem}", file=sys.stderr)
        return 1
    nbformat.validate(notebook)
    nbformat.write(normalised(notebook), path)
    print(f"✓ {path.stem}: {len(notebook.cells)} cells")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
