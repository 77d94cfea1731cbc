"""The command that writes lessons down, tried on small notebooks in real kernels."""

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from tests.notebooks.refresh import main, refresh


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "a-key-that-nobody-has")


def written(folder: Path, *sources: str) -> Path:
    """A notebook with these cells, as a learner's program would save it."""
    cells = [new_code_cell(source, id=f"cell-{place}") for place, source in enumerate(sources)]
    path = folder / "lesson.ipynb"
    nbformat.write(new_notebook(cells=cells), path)
    return path


def test_a_refreshed_lesson_is_the_same_file_when_it_is_refreshed_again(tmp_path: Path) -> None:
    path = written(tmp_path, "print('one')\nprint('two')", "6 * 7")
    assert refresh(path) == 0
    first = path.read_bytes()
    assert refresh(path) == 0
    assert path.read_bytes() == first
    lesson = nbformat.read(path, as_version=4)
    assert lesson.cells[0].outputs[0].text == "one\ntwo\n"
    assert lesson.cells[1].outputs[0].data["text/plain"] == "42"
    assert "execution" not in lesson.cells[0].metadata
    assert lesson.metadata["language_info"] == {"name": "python"}


def test_a_lesson_is_run_without_the_maintainers_key(tmp_path: Path) -> None:
    path = written(tmp_path, "import os\nos.environ.get('OPENAI_API_KEY', 'no key')")
    assert refresh(path) == 0
    shown = nbformat.read(path, as_version=4).cells[0].outputs[0].data["text/plain"]
    assert shown == "'no key'"


def test_a_lesson_that_fails_is_named_and_not_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, "1 / 0")
    before = path.read_bytes()
    assert refresh(path) == 1
    assert path.read_bytes() == before
    told = capsys.readouterr().err
    assert told.startswith("✗ lesson: ")
    assert "ZeroDivisionError" in told


def test_a_notebook_that_is_no_lesson_is_refreshed_by_its_path(tmp_path: Path) -> None:
    path = written(tmp_path, "6 * 7")
    assert main([str(path)]) == 0
    lesson = nbformat.read(path, as_version=4)
    assert lesson.cells[0].outputs[0].data["text/plain"] == "42"
    assert main([str(tmp_path / "nowhere.ipynb")]) == 1


def test_a_name_that_no_lesson_has_is_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["99"]) == 1
    assert "No lesson begins with 99" in capsys.readouterr().err
