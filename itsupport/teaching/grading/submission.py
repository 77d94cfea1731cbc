"""The submissions in a folder: whose each is, for which lesson, and which answers are in it."""

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from unicodedata import normalize

from nbformat import NotebookNode

from itsupport.errors import SupportError
from itsupport.teaching.exercises.notebooks import for_learners, solution_notebooks, solution_of
from itsupport.teaching.grading.answers import answers_in, code_in, plain, without_solutions
from itsupport.teaching.grading.notebook_file import NotebookFile, read_notebook
from itsupport.unicode import printable, sendable

COPY = re.compile(r"([-_ ]*copy[-_ ]*\d*|\s*\(\d+\))+$", re.IGNORECASE)
"""What browsers and Jupyter add to the name of a second file."""
HANDED_IN = re.compile(r"(_LATE)?_\d{3,}_\d{4,}$")
"""The numbers of the person and of the submission that Canvas puts behind a name."""
RESUBMITTED = re.compile(r"-\d+")
"""What Canvas adds to it, behind the name that the file was handed in with."""
UNKNOWN = "Which lesson it belongs to is not known: neither the notebook nor its name says it"
NO_EXERCISE = "No exercise is in it. Perhaps the lesson was handed in, and not its exercises"
NO_LEARNER = {"exercises", "notebooks", "solutions", "00_start_here", "00_for_instructors"}
"""Folders and files of the workbook that are named as no person is."""


@dataclass(frozen=True, slots=True)
class Submission:
    """One notebook, `code` being all of its code cells.

    `problem` says why it cannot be graded, and is empty when it can. `is_ours` means a lesson, our
    solutions or the instructors' page, with nothing in it that a learner was asked to write.
    """

    learner: str
    lesson: str
    file: str
    answers: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    problem: str = ""
    code: tuple[str, ...] = field(default=(), repr=False)
    is_ours: bool = False


def submissions_in(folder: Path) -> list[Submission]:
    """Every notebook below a folder, by lesson and learner. Raises `SupportError` for none."""
    if not folder.is_dir():
        raise SupportError(
            f"There is no folder {folder}" if not folder.exists() else f"{folder} is not a folder",
            suggested_actions=["Give the folder that holds what learners handed in (*.ipynb)."],
        )
    found = _one_spelling([_submission(path, folder) for path in _notebooks(folder)])
    if not found:
        raise SupportError(
            f"There is no notebook in {folder}",
            "Every file that ends in .ipynb counts, in folders inside it too.",
            suggested_actions=["Unpack the archive that the submissions came in."],
        )
    return sorted(
        _of_learners(found), key=lambda one: (one.lesson, one.learner.casefold(), one.file)
    )


def _one_spelling(found: Iterable[Submission]) -> list[Submission]:
    """Who is anna in one file and Anna in another is one learner."""
    names: dict[str, str] = {}
    return [
        replace(one, learner=names.setdefault(one.learner.casefold(), one.learner)) for one in found
    ]


def _of_learners(found: Sequence[Submission]) -> list[Submission]:
    """Without the rest of the workbook, where a learner handed in all of it."""
    there = {one.learner for one in found if not one.is_ours}
    return [one for one in found if not one.is_ours or one.learner not in there]


@cache
def learners_notebook(lesson: str) -> NotebookNode:
    """The exercise notebook of a lesson, as learners got it."""
    return for_learners(_solved(lesson))


@cache
def _solved(lesson: str) -> NotebookNode:
    return solution_of(lesson)


def _notebooks(folder: Path) -> list[Path]:
    """Hidden files and folders are copies that programs made."""
    found = []
    for place, folders, files in os.walk(folder):
        folders[:] = [one for one in folders if not one.startswith((".", "__"))]
        names = [name for name in files if name.lower().endswith(".ipynb")]
        found += [Path(place, name) for name in names if not name.startswith(".")]
    return sorted(found)


def _submission(path: Path, folder: Path) -> Submission:
    file = _shown(path.relative_to(folder).as_posix())
    lesson = _lesson_in_name(path)
    one = Submission(_learner(path, folder, lesson), lesson, file)
    try:
        notebook = read_notebook(path)
        one = replace(one, lesson=notebook.lesson if notebook.lesson in _lessons() else lesson)
        return _with_answers(one, notebook)
    except SupportError as problem:
        return replace(one, problem=_shown(str(problem)))
    except RecursionError:
        return replace(one, problem="The file is not a usable notebook")


def _with_answers(one: Submission, notebook: NotebookFile) -> Submission:
    ours = notebook.from_the_workbook
    if not one.lesson:
        return replace(one, problem=UNKNOWN, is_ours=ours)
    cells = without_solutions(notebook.cells, _solved(one.lesson))
    given = learners_notebook(one.lesson)
    answers, code = answers_in(cells, given), code_in(cells)
    lesson_itself = ours and not notebook.lesson and not any(cell.exercise for cell in cells)
    if lesson_itself or not answers:
        return replace(one, problem=NO_EXERCISE, is_ours=ours, code=code)
    written = {*code} - {plain(cell.source) for cell in given.cells}
    solutions = len(cells) < len(notebook.cells) and not written
    return replace(one, answers=answers, code=code, is_ours=ours and solutions)


@cache
def _lessons() -> tuple[str, ...]:
    return tuple(path.stem for path in solution_notebooks())


def _lesson_in_name(path: Path) -> str:
    name = path.stem.lower()
    return max((lesson for lesson in _lessons() if lesson in name), key=len, default="")


def _learner(path: Path, folder: Path, lesson: str) -> str:
    """From the file's name without the lesson's; else from the folder that it lies in."""
    name = COPY.sub("", _shown(path.stem))
    found = re.search(re.escape(lesson), name, re.IGNORECASE) if lesson else None
    if found:
        before, after = name[: found.start()].strip(" _-."), name[found.end() :]
        parts = [HANDED_IN.sub("", before), "" if RESUBMITTED.fullmatch(after) else after]
        name = " ".join(part.strip(" _-.") for part in parts).strip()
    above = [part for part in path.relative_to(folder).parts[:-1] if part not in NO_LEARNER]
    nearest = above[-1] if above else folder.resolve().name
    own = name if (found or not above) and name not in NO_LEARNER else ""
    return own or _shown(nearest) or "(no name)"


def _shown(text: str) -> str:
    """One form for each letter, and nothing that cannot be written down or shown."""
    return normalize("NFC", printable(str(sendable(text))))
