"""Whose a submission is, for which lesson, and where its answers are; whatever its shape."""

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from itsupport.errors import SupportError
from itsupport.teaching.grading import Submission, submissions_in
from itsupport.teaching.grading.notebook_file import LARGEST, read_notebook
from tests.teaching.submissions import LESSON, NAME, OTHERS, hand_in, notebook_with

Notebook = dict[str, Any]
ANSWER = "server = 'mine'"


def handed_in(tmp_path: Path, content: Any, name: str = f"anna_{LESSON}.ipynb") -> Submission:
    hand_in(tmp_path / name, content)
    [submission] = submissions_in(tmp_path)
    return submission


@pytest.mark.parametrize(
    ("file", "learner"),
    [
        (f"anna_{LESSON}.ipynb", "anna"),
        (f"{LESSON}_anna.ipynb", "anna"),
        (f"anna/{LESSON}.ipynb", "anna"),
        (f"anna/exercises/{LESSON}.ipynb", "anna"),
        (f"group 1/anna/{LESSON} (1).ipynb", "anna"),
        (f"group 1/anna_{LESSON}-Copy1.ipynb", "anna"),
        (f"mulleranna_123_4567_{LESSON}-1.ipynb", "mulleranna"),
        (f"mulleranna_LATE_123_4567_{LESSON}.ipynb", "mulleranna"),
        (f"Weiß_Groß_{LESSON}.ipynb", "Weiß_Groß"),
        (f"team_1_2_{LESSON}.ipynb", "team_1_2"),
        (f"{LESSON}_group-1.ipynb", "group-1"),
        (f"Zoë Müller_{LESSON}.ipynb", "Zoë Müller"),
        (f"Zoe\u0308_{LESSON}.ipynb", "Zoë"),
        (f"ANNA_{LESSON.upper()}.IPYNB", "ANNA"),
        ("anna/my work.ipynb", "anna"),
        ("anna.ipynb", "anna"),
        (f"bell\x07_{LESSON}.ipynb", "bell\ufffd"),
    ],
)
def test_a_learner_is_known_by_the_name_of_the_file_or_its_folder(
    tmp_path: Path, file: str, learner: str
) -> None:
    found = handed_in(tmp_path, notebook_with({}), file)
    assert (found.learner, found.lesson, found.problem) == (learner, LESSON, "")


def test_a_single_learners_folder_gives_the_name(tmp_path: Path) -> None:
    hand_in(tmp_path / "anna" / f"{LESSON}.ipynb", notebook_with({}))
    assert [one.learner for one in submissions_in(tmp_path / "anna")] == ["anna"]


def test_small_and_large_letters_make_no_second_learner(tmp_path: Path) -> None:
    for name in (f"Anna_{LESSON}.ipynb", "anna_03_five_servers.ipynb", f"Ben_{LESSON}.ipynb"):
        hand_in(tmp_path / name, "{")
    assert [one.learner for one in submissions_in(tmp_path)] == ["Anna", "Ben", "Anna"]


def test_the_notebook_says_its_lesson_and_else_its_name_does(tmp_path: Path) -> None:
    notebook = notebook_with({}) | {"metadata": {}}
    assert handed_in(tmp_path, notebook).lesson == LESSON
    assert "not known" in handed_in(tmp_path / "b", notebook, "anna.ipynb").problem


def test_copies_that_programs_made_are_no_submissions(tmp_path: Path) -> None:
    for name in (".ipynb_checkpoints/a.ipynb", "__MACOSX/a.ipynb", "._a.ipynb"):
        hand_in(tmp_path / name, "{")
    with pytest.raises(SupportError, match="no notebook"):
        submissions_in(tmp_path)


def without_metadata(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        cell["metadata"] = {}


def without_ids(notebook: Notebook) -> None:
    without_metadata(notebook)
    for cell in notebook["cells"]:
        del cell["id"]


def in_a_new_cell(notebook: Notebook) -> None:
    place = place_of(notebook, "starter")
    notebook["cells"][place]["source"] = "# see below"
    new = {"cell_type": "code", "id": "new", "metadata": {}, "source": [ANSWER]}
    notebook["cells"].insert(place + 1, new)


def behind_a_magic(notebook: Notebook) -> None:
    cell = notebook["cells"][place_of(notebook, "starter")]
    cell["source"] = f"%%time\n!pip list\n{ANSWER}"


def behind_questions(notebook: Notebook) -> None:
    cell = notebook["cells"][place_of(notebook, "starter")]
    cell["source"] = f"?print\njwt.decode??\n  len?\n{ANSWER}\nserver.*?"


def with_another_check(notebook: Notebook) -> None:
    notebook["cells"][place_of(notebook, "check")]["source"] = "print('passed')"


def with_spoilt_cells(notebook: Notebook) -> None:
    notebook["cells"] = [None, 3, {}, {"cell_type": []}, *notebook["cells"], {"metadata": "x"}]


def place_of(notebook: Notebook, tag: str) -> int:
    cells = notebook["cells"]
    return next(
        place
        for place, cell in enumerate(cells)
        if cell["metadata"].get("exercise") == NAME and tag in cell["metadata"]["tags"]
    )


@pytest.mark.parametrize(
    "change",
    [
        without_metadata,
        without_ids,
        in_a_new_cell,
        behind_a_magic,
        behind_questions,
        with_another_check,
        with_spoilt_cells,
    ],
)
def test_an_answer_is_found_whatever_happened_around_it(
    tmp_path: Path, change: Callable[[Notebook], None]
) -> None:
    notebook = notebook_with({NAME: ANSWER})
    change(notebook)
    found = handed_in(tmp_path, notebook)
    assert found.problem == ""
    assert [cell for cell in found.answers[NAME] if cell != "# see below"] == [ANSWER]
    assert set(found.answers) == {NAME, *OTHERS}


def test_a_warning_about_an_answer_is_not_the_instructors(
    tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    answer = 'pattern = "\\d"'
    assert handed_in(tmp_path, notebook_with({NAME: answer})).answers[NAME] == (answer,)
    assert list(recwarn) == []


def test_a_copied_starter_belongs_to_the_answer(tmp_path: Path) -> None:
    notebook = notebook_with({NAME: ANSWER})
    place = place_of(notebook, "starter")
    notebook["cells"].append({**notebook["cells"][place], "id": "copy", "source": "server = 2"})
    assert handed_in(tmp_path, notebook).answers[NAME] == (ANSWER, "server = 2")


@pytest.mark.parametrize("change", [None, without_metadata])
def test_our_own_solutions_are_nobodys_answers(
    tmp_path: Path, change: Callable[[Notebook], None] | None
) -> None:
    notebook = json.loads(Path("solutions", f"{LESSON}.ipynb").read_text("utf-8"))
    if change:
        change(notebook)
    found = handed_in(tmp_path, notebook)
    untouched = handed_in(tmp_path / "untouched", notebook_with({}))
    assert found.answers == untouched.answers
    assert found.code == untouched.code


def test_the_lesson_in_place_of_its_exercises_is_told(tmp_path: Path) -> None:
    lesson = json.loads(Path("notebooks", f"{LESSON}.ipynb").read_text("utf-8"))
    assert "Perhaps the lesson was handed in" in handed_in(tmp_path, lesson).problem


def the_whole_workbook(folder: Path) -> None:
    for part in ("exercises", "notebooks", "solutions"):
        shutil.copytree(part, folder / part, ignore=shutil.ignore_patterns("*.py"))


@pytest.mark.parametrize("whose", ["anna", ""])
def test_of_the_whole_workbook_the_exercises_are_graded(tmp_path: Path, whose: str) -> None:
    the_whole_workbook(tmp_path / whose)
    found = submissions_in(tmp_path)
    assert {Path(one.file).parent.name for one in found} == {"exercises"}
    assert {one.learner for one in found} == {whose or tmp_path.name}
    assert not any(one.problem for one in found)


def test_what_a_learner_wrote_into_our_solutions_is_graded(tmp_path: Path) -> None:
    the_whole_workbook(tmp_path)
    path = tmp_path / "solutions" / f"{LESSON}.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    notebook["cells"][place_of(notebook, "starter")]["source"] = ANSWER
    hand_in(path, notebook)
    [found] = [one for one in submissions_in(tmp_path) if one.file.startswith("solutions")]
    assert found.answers[NAME] == (ANSWER,)


def test_our_own_files_alone_are_told(tmp_path: Path) -> None:
    the_whole_workbook(tmp_path / "anna")
    shutil.rmtree(tmp_path / "anna" / "exercises")
    hand_in(tmp_path / f"ben_{LESSON}.ipynb", notebook_with({}))
    found = [one for one in submissions_in(tmp_path) if one.learner == "anna"]
    assert any("Perhaps the lesson was handed in" in one.problem for one in found)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{", "not valid JSON"),
        ("", "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        ("[]", "no list of cells"),
        ('{"cells": 3}', "no list of cells"),
        ('{"worksheets": []}', "no list of cells"),
        (" " * (LARGEST + 1), "too large: 20.0 MB"),
        ('{"cells": []}', "No exercise is in it"),
    ],
    ids=range(8),
)
def test_what_is_no_notebook_is_told_and_still_has_a_name(
    tmp_path: Path, content: str, why: str
) -> None:
    found = handed_in(tmp_path, content)
    assert why in found.problem
    assert (found.learner, found.lesson) == ("anna", LESSON)


def test_half_a_letter_is_replaced(tmp_path: Path) -> None:
    path = hand_in(tmp_path / "a.ipynb", '{"cells": [{"cell_type": "code", "source": "\\ud800"}]}')
    assert read_notebook(path).cells[0].source == "\ufffd"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / f"anna_{LESSON}.ipynb")
    [found] = submissions_in(tmp_path)
    assert found.problem == "This is not a file"


def test_the_order_does_not_depend_on_the_disk(tmp_path: Path) -> None:
    for learner in ("cem", "Anna", "ben"):
        hand_in(tmp_path / f"{learner}_{LESSON}.ipynb", notebook_with({}))
    assert [one.learner for one in submissions_in(tmp_path)] == ["Anna", "ben", "cem"]
