"""The rules of a lesson: what every notebook says about itself, how it reads, what it may show."""

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode

from tests.notebooks.refresh import NOTEBOOKS, lessons

LESSONS = lessons()
EXTRA = sorted(set(NOTEBOOKS.glob("*.ipynb")) - set(LESSONS))
LONGEST_CELL = 10
OPENING = re.compile(
    r"# \d\d · .+\n\n.+\n\n<small>(?P<minutes>\d+) minutes · "
    r"(?P<after>nothing comes before this lesson|after \[.+\]\(.+\))</small>\n\n"
    r"You will be able to:\n(?P<list>(- .+,\n)+- .+\.)"
)
MACHINE_TRACES = {
    "a path of somebody's machine": r"(?<![\w.])/(?:home|Users|root|tmp|private|workspace)/\w",
    "a path of somebody's Windows machine": r"\b[A-Za-z]:\\+(?:Users|Windows|Program)",
    "a place among installed packages": r"(?:site|dist)-packages",
    "a kernel's temporary file": r"ipykernel_\d+",
    "an address in memory": r"\b0x[0-9a-fA-F]{8,}",
    "a key": r"\b(?:sk|key|ghp|github_pat)[-_][A-Za-z0-9_-]{16,}",
    "a colour code of a terminal": "\x1b\\[",
}


@pytest.fixture(params=LESSONS, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    chosen: Path = request.param
    return chosen


@pytest.fixture
def lesson(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4)


def code(lesson: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in lesson.cells if cell.cell_type == "code"]


def prose(lesson: NotebookNode) -> str:
    return "\n\n".join(cell.source for cell in lesson.cells if cell.cell_type == "markdown")


def headings(lesson: NotebookNode) -> list[str]:
    """The headings in their order; lines of fenced blocks are none."""
    text = re.sub(r"^```.*?^```", "", prose(lesson), flags=re.MULTILINE | re.DOTALL)
    return re.findall(r"^#+ (.+?)\s*$", text, flags=re.MULTILINE)


def shown(output: NotebookNode) -> str:
    """All that an output may show, whichever form the reader's program chooses."""
    match output.output_type:
        case "stream":
            return str(output.text)
        case "error":
            return "\n".join([output.ename, output.evalue, *output.traceback])
        case _:
            return "\n".join(str(form) for form in output.data.values())


def lesson_links(text: str) -> list[str]:
    """Targets of Markdown links that lead to a file of the workbook."""
    targets = re.findall(r"\]\(([^)\s]+)\)", text)
    return [target for target in targets if not re.match(r"[a-z]+:|#", target)]


def test_the_lessons_are_numbered_without_a_gap() -> None:
    taken = [path.stem[:2] for path in LESSONS]
    assert taken == [f"{n:02}" for n in range(len(taken))]
    assert LESSONS, "a workbook without lessons proves nothing"
    assert EXTRA == []


def test_a_lesson_is_a_valid_notebook_for_the_python_kernel(lesson: NotebookNode) -> None:
    nbformat.validate(lesson)
    assert (lesson.nbformat, lesson.nbformat_minor) == (4, 5)
    assert lesson.metadata["kernelspec"] == {
        "name": "python3",
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
    }
    assert lesson.metadata["language_info"] == {"name": "python"}, "refresh leaves versions out"


def test_a_lesson_says_how_long_it_takes_what_for_and_after_what(
    path: Path, lesson: NotebookNode
) -> None:
    about: dict[str, Any] = lesson.metadata["workbook"]
    shortest = 10 if path.stem.startswith("00") else 15
    assert shortest <= about["minutes"] <= 30
    assert about["objectives"]
    assert all(objective.strip() for objective in about["objectives"])
    before = [other.stem for other in LESSONS if other.stem < path.stem]
    assert set(about["prerequisites"]) <= set(before)
    assert bool(about["prerequisites"]) == bool(before)


def test_a_lesson_opens_with_its_want_its_minutes_and_a_list_of_what_is_learnt(
    path: Path, lesson: NotebookNode
) -> None:
    first, about = lesson.cells[0], lesson.metadata["workbook"]
    assert first.cell_type == "markdown"
    assert first.source.startswith(f"# {path.stem[:2]} · ")
    opening = OPENING.fullmatch(first.source)
    assert opening, "title, want, small line and list, as in lesson 00"
    assert int(opening["minutes"]) == about["minutes"]
    assert [Path(link).stem for link in lesson_links(opening["after"])] == about["prerequisites"]
    assert len(opening["list"].splitlines()) == len(about["objectives"])


def test_a_lesson_ends_with_what_was_seen_and_a_turn_for_the_learner(lesson: NotebookNode) -> None:
    titles = headings(lesson)
    assert "What you saw" in titles
    assert "Your turn" in titles[titles.index("What you saw") :]
    last = max(place for place, cell in enumerate(lesson.cells) if "# What you saw" in cell.source)
    assert not [cell for cell in lesson.cells[last:] if cell.cell_type == "code" and cell.source]


def test_cell_ids_are_unique_and_can_be_read(path: Path, lesson: NotebookNode) -> None:
    ids = [cell.id for cell in lesson.cells]
    assert len(set(ids)) == len(ids)
    for cell_id in ids:
        assert re.fullmatch(rf"{path.stem[:2]}(-[a-z0-9]+)+", cell_id), cell_id
        assert re.search(r"-[a-z]{2,}", cell_id), f"{cell_id} says nothing"


def test_code_cells_are_short(lesson: NotebookNode) -> None:
    for cell in code(lesson):
        lines = [line for line in cell.source.splitlines() if line.strip()]
        assert 0 < len(lines) <= LONGEST_CELL, cell.id


def test_every_code_cell_was_run_once_and_in_order(lesson: NotebookNode) -> None:
    counts = [cell.execution_count for cell in code(lesson)]
    assert counts == list(range(1, len(counts) + 1))
    for cell in code(lesson):
        for output in cell.outputs:
            assert output.get("execution_count", cell.execution_count) == cell.execution_count


def test_outputs_hold_nothing_of_the_machine_that_made_them(lesson: NotebookNode) -> None:
    for cell in code(lesson):
        for output in cell.outputs:
            for trace, pattern in MACHINE_TRACES.items():
                found = re.search(pattern, shown(output))
                assert not found, f"{cell.id} shows {trace}: {found and found.group()}"


def test_no_output_is_a_warning_or_a_log(lesson: NotebookNode) -> None:
    for cell in code(lesson):
        streams = [output.name for output in cell.outputs if output.output_type == "stream"]
        assert "stderr" not in streams, cell.id


def test_an_error_is_shown_on_purpose_and_as_a_card(lesson: NotebookNode) -> None:
    for cell in code(lesson):
        errors = [output for output in cell.outputs if output.output_type == "error"]
        assert bool(errors) == ("raises-exception" in cell.metadata.get("tags", [])), cell.id
        assert all(error.traceback[0].startswith("✗ ") for error in errors), cell.id


def test_nothing_is_kept_that_differs_from_run_to_run(lesson: NotebookNode) -> None:
    assert set(lesson.metadata) == {"kernelspec", "language_info", "workbook"}
    for cell in lesson.cells:
        assert set(cell.metadata) <= {"tags"}, cell.id


def test_links_between_lessons_lead_somewhere(lesson: NotebookNode) -> None:
    for target in lesson_links(prose(lesson)):
        assert (NOTEBOOKS / target.split("#")[0]).exists(), target


def test_each_lesson_leads_to_the_next(path: Path, lesson: NotebookNode) -> None:
    following = LESSONS[LESSONS.index(path) + 1 :]
    if following:
        assert following[0].name in lesson_links(lesson.cells[-1].source)


def test_a_lesson_leads_to_its_exercises(path: Path, lesson: NotebookNode) -> None:
    exercises = NOTEBOOKS.parent / "exercises" / path.name
    linked = f"../exercises/{path.name}" in lesson_links(lesson.cells[-1].source)
    assert linked == exercises.exists()


def test_the_map_of_lessons_has_every_lesson_with_its_minutes(
    path: Path, lesson: NotebookNode
) -> None:
    first = prose(nbformat.read(LESSONS[0], as_version=4))
    title = lesson.cells[0].source.splitlines()[0].removeprefix("# ")
    rows = [line for line in first.splitlines() if line.startswith("|") and title in line]
    assert rows, f"{title} is not on the map"
    assert rows[0].rstrip("| ").endswith(f" {lesson.metadata['workbook']['minutes']}")
    assert path == LESSONS[0] or path.name in rows[0]
