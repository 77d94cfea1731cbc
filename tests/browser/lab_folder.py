"""A folder in which JupyterLab finds a copy of the lessons and keeps everything that it writes."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from tests.notebooks.refresh import NOTEBOOKS, without_settings

KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
SETTINGS: dict[str, dict[str, object]] = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "notebook-extension/tracker": {"windowingMode": "none"},  # every cell is drawn, seen or not
}
PLACES = {
    "JUPYTER_CONFIG_DIR": "config",
    "JUPYTER_DATA_DIR": "data",
    "JUPYTER_RUNTIME_DIR": "runtime",
    "JUPYTERLAB_SETTINGS_DIR": "settings",
    "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    "IPYTHONDIR": "ipython",
}


class LabFolder:
    """Committed files are only read."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self.notebooks = self.path / "notebooks"
        shutil.copytree(NOTEBOOKS, self.notebooks, ignore=shutil.ignore_patterns(".*"))
        for lesson in self.notebooks.glob("*.ipynb"):
            forget_outputs(lesson)
        for name, values in SETTINGS.items():
            self.set(name, values)

    def set(self, name: str, values: dict[str, object]) -> None:
        """Change a setting of JupyterLab for the pages that are opened from now on."""
        path = self.path / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), "utf-8")

    def write(self, sources: Sequence[str]) -> str:
        """Write a notebook with these code cells and return its name."""
        cells = [new_code_cell(source, id=f"cell-{place}") for place, source in enumerate(sources)]
        notebook = new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
        name = f"throw_away_{len(list(self.notebooks.iterdir()))}.ipynb"
        nbformat.write(notebook, self.notebooks / name)
        return name

    def environment(self) -> dict[str, str]:
        """A newcomer's environment, with every place where Jupyter keeps things in the folder."""
        clean = {name: value for name, value in without_settings().items() if "PYTEST" not in name}
        return clean | {name: str(self.path / place) for name, place in PLACES.items()}


def forget_outputs(path: Path) -> None:
    """Empty a lesson of what was committed with it: what is seen later was made by this run."""
    notebook: NotebookNode = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.execution_count, cell.outputs = None, []
    nbformat.write(notebook, path)
