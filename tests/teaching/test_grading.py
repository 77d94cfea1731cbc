"""A class with accidents and mischief in it: everybody is graded, and nothing else is harmed."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import psutil
import pytest

from itsupport.teaching.grading import Row, Verdict, graded, submissions_in
from itsupport.teaching.grading.family import Family
from itsupport.teaching.grading.marking import in_order, number_of_rows
from itsupport.teaching.grading.surroundings import environment_in
from tests.teaching.submissions import (
    LESSON,
    NAME,
    OTHERS,
    hand_in,
    notebook_with,
    only,
    solved,
    wrong,
)

SECRET = "sk-of-the-instructor"
SECONDS = 10.0

ANSWERS = {
    "anna": solved(NAME),
    "ben": wrong("bare_dict"),
    "Žofie 漢字": wrong("hard_coded"),
    "loop": "while True:\n    pass",
    "memory": "kept = []\nwhile True:\n    kept.append(bytearray(20_000_000))",
    "flood": "while True:\n    print('x' * 100_000)",
    "leaves": "import os\nos._exit(0)",
    "exits": "import sys\nsys.exit()",
    "half": "server = MCPServer(",
    "no exception": "class Odd(BaseException): ...\nraise Odd('so')",
    "deletes": "import shutil\nshutil.rmtree({precious!r})",
    "overwrites": "open({precious!r} + '/results', 'w')",
    "upwards": "import shutil\nshutil.rmtree('../../..')",
    "looks": "import os\nraise ValueError([*os.environ.values()])",
    "kills": "import os\nos.kill(os.getppid(), 9)",
    "reports": "import os\nfor n in range(3, 30):\n    try: os.write(n, b'{\"finished\": 0}\\n')\n"
    "    except OSError: pass\nraise ValueError('tried')",
}
ENDLESS_WAIT = "threading.Event().wait()"
FORKING = {
    "kills the group": "import os\nscript = f'kill -9 -{os.getpgid(os.getppid())}'\n"
    "import subprocess, threading\nsubprocess.run(['sh', '-c', script])\n" + ENDLESS_WAIT,
    "many": "import os, threading\nfor _ in range(90):\n    if os.fork() == 0:\n"
    "        threading.Event().wait()\n" + ENDLESS_WAIT,
    "runs away": "import os, signal\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n"
    "        signal.pause()\n    os._exit(0)\nraise ValueError('left')",
}
if sys.platform != "win32":
    ANSWERS |= FORKING

RAISES = ("misconception", "raises")
EXPECTED = {
    "anna": ("passed", ""),
    "ben": ("misconception", "bare_dict"),
    "Žofie 漢字": ("misconception", "hard_coded"),
    "loop": ("stopped", "out_of_time"),
    "memory": ("stopped", "out_of_memory"),
    "flood": ("stopped", "too_much_output"),
    "leaves": ("stopped", "ended_the_process"),
    "kills the group": ("stopped", "ended_the_process"),
    "many": ("stopped", "too_many_processes"),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("class")


@pytest.fixture(scope="module")
def rows(place: Path) -> Iterator[list[Row]]:
    """The class, graded once; throw-away folders and keys are where we can look for them."""
    precious, temporary = place / "precious", place / "temporary"
    precious.mkdir()
    temporary.mkdir()
    (precious / "results").write_text("of last year", "utf-8")
    for learner, answer in ANSWERS.items():
        code = answer.replace("{precious!r}", repr(str(precious)))
        hand_in(place / "in" / f"{learner}_{LESSON}.ipynb", only(code))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPENAI_API_KEY", SECRET)
        patch.setenv("MY_TOKEN", SECRET)
        patch.setattr(tempfile, "tempdir", str(temporary))
        patch.setattr(Family, "processor_seconds", as_on_an_idle_computer)
        yield in_order(list(graded(submissions_in(place / "in"), SECONDS, jobs=2)))


def as_on_an_idle_computer(_family: Family) -> float:
    """What is endless is stopped at the limit, whatever else this computer does."""
    return monotonic()


def verdict_of(rows: list[Row], learner: str) -> Verdict:
    [row] = [r for r in rows if r.learner == learner and r.verdict.exercise == NAME]
    return row.verdict


@pytest.mark.parametrize("learner", ANSWERS)
def test_everybody_gets_a_verdict_of_their_own(rows: list[Row], learner: str) -> None:
    verdict = verdict_of(rows, learner)
    assert (verdict.status, verdict.misconception) == EXPECTED.get(learner, RAISES), verdict
    assert verdict.status == "passed" or (verdict.seen and verdict.next_step)


def test_an_exercise_without_a_cell_is_not_attempted(rows: list[Row]) -> None:
    others = [row.verdict for row in rows if row.verdict.exercise in OTHERS]
    assert len(others) == len(OTHERS) * len(ANSWERS)
    assert {verdict.status for verdict in others} == {"not attempted"}


def test_nothing_outside_is_changed_and_nothing_is_left(rows: list[Row], place: Path) -> None:
    assert rows
    assert (place / "precious" / "results").read_text("utf-8") == "of last year"
    assert list((place / "temporary").iterdir()) == []
    assert running_below(place / "temporary") == []


def running_below(folder: Path) -> list[psutil.Process]:
    """Processes whose home was a throw-away folder."""
    found = []
    for process in psutil.process_iter():
        try:
            home = process.environ().get("HOME", "")
        except psutil.Error:
            continue
        if home.startswith(str(folder)) and process.status() != psutil.STATUS_ZOMBIE:
            found.append(process)
    return found


def test_no_answer_can_read_a_key(rows: list[Row]) -> None:
    assert "the cell ended in ValueError" in verdict_of(rows, "looks").seen
    assert SECRET not in repr(rows)


def test_an_environment_has_no_variable_that_was_not_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_API_KEY", "AWS_SECRET_ACCESS_KEY", "GITHUB_TOKEN", "SSH_AUTH_SOCK"):
        monkeypatch.setenv(name, SECRET)
    assert SECRET not in environment_in(tmp_path).values()
    assert environment_in(tmp_path)["HOME"].startswith(str(tmp_path))


def test_the_fence_says_what_an_answer_must_not_do(rows: list[Row]) -> None:
    for learner in ("deletes", "overwrites", "upwards"):
        assert "an answer must not change" in verdict_of(rows, learner).seen
    assert "must not end programs" in verdict_of(rows, "kills").seen


def test_an_endless_cell_costs_one_exercise_and_not_those_behind_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Family, "processor_seconds", as_on_an_idle_computer)
    answers = {NAME: "while True: pass"} | {name: solved(name) for name in OTHERS}
    hand_in(tmp_path / f"eve_{LESSON}.ipynb", notebook_with(answers))
    found = {row.verdict.exercise: row.verdict for row in graded(submissions_in(tmp_path), 5.0, 1)}
    assert found[NAME].misconception == "out_of_time"
    assert {found[name].status for name in OTHERS} == {"passed"}


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_a_python_that_starts_another_python_can_judge_as_in_a_venv_on_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    between = tmp_path / "python"
    between.write_text(f'#!/bin/sh\n"{sys.executable}" "$@"\nexit $?\n', "utf-8")
    between.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(between))
    hand_in(tmp_path / f"anna_{LESSON}.ipynb", only(solved(NAME)))
    found = {row.verdict.exercise: row.verdict for row in graded(submissions_in(tmp_path), 10.0, 1)}
    assert found[NAME].status == "passed", found[NAME]


TOKENS = "12_logging_in"
IMPORT = "import base64\nimport hashlib\n"


def first_cell(notebook: dict[str, Any]) -> dict[str, Any]:
    return next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")


@pytest.mark.parametrize("where", ["the first cell", "another exercise", "a cell that uses others"])
def test_an_answer_may_use_what_another_cell_defines_as_in_the_kernel(
    tmp_path: Path, where: str
) -> None:
    alone = solved("pkce_challenge", TOKENS).replace(IMPORT, "")
    assert "hashlib" in alone
    notebook = notebook_with({"pkce_challenge": alone}, TOKENS)
    endless = {"cell_type": "code", "metadata": {}, "source": "while True: pass"}
    if where == "the first cell":
        first_cell(notebook)["source"] += f"\n{IMPORT}"
    elif where == "another exercise":
        notebook = notebook_with({"pkce_challenge": alone, "at_the_door": IMPORT}, TOKENS)
    else:
        sources = ["from importlib import import_module", "base64 = import_module('base64')"]
        sources += ["hashlib = import_module('hashlib')"]
        new = [{"cell_type": "code", "metadata": {}, "source": one} for one in sources]
        notebook["cells"] += new
    notebook["cells"].append(endless)
    hand_in(tmp_path / f"anna_{TOKENS}.ipynb", notebook)
    found = {row.verdict.exercise: row.verdict for row in graded(submissions_in(tmp_path), 10.0, 1)}
    assert found["pkce_challenge"].status == "passed", found["pkce_challenge"]


def test_an_answer_below_its_check_counts_as_it_does_in_the_kernel(tmp_path: Path) -> None:
    notebook = notebook_with({})
    below = {"cell_type": "code", "metadata": {}, "source": solved(NAME)}
    notebook["cells"].append(below)
    hand_in(tmp_path / f"anna_{LESSON}.ipynb", notebook)
    found = {row.verdict.exercise: row.verdict for row in graded(submissions_in(tmp_path), 10.0, 1)}
    assert found.pop(NAME).status == "passed"
    assert {verdict.status for verdict in found.values()} == {"not attempted"}


def test_a_name_that_is_nowhere_is_told_and_is_no_misconception_about_the_subject(
    tmp_path: Path,
) -> None:
    answer = solved("good_token", TOKENS).replace("from joserfc import jwt\n", "")
    hand_in(tmp_path / f"anna_{TOKENS}.ipynb", notebook_with({"good_token": answer}, TOKENS))
    found = {row.verdict.exercise: row.verdict for row in graded(submissions_in(tmp_path), 10.0, 1)}
    assert found["good_token"].misconception == "raises"
    assert "name 'jwt' is not defined" in found["good_token"].seen


def test_what_cannot_be_graded_is_one_row_that_says_why(tmp_path: Path) -> None:
    hand_in(tmp_path / f"dora_{LESSON}.ipynb", "{")
    submissions = submissions_in(tmp_path)
    [row] = graded(submissions, SECONDS, 1)
    assert number_of_rows(submissions) == 1
    assert (row.learner, row.lesson, row.verdict.status) == ("dora", LESSON, "not graded")
    assert "not valid JSON" in row.verdict.seen


def test_whoever_stops_reading_ends_what_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    hand_in(tmp_path / "in" / f"a_{LESSON}.ipynb", notebook_with({NAME: solved(NAME)}))
    hand_in(tmp_path / "in" / f"b_{LESSON}.ipynb", notebook_with({NAME: "while True: pass"}))
    found = graded(submissions_in(tmp_path / "in"), 500.0, 2)
    assert next(row for row in found if row.learner == "a").learner == "a"
    found.close()  # type: ignore[attr-defined]
    assert running_below(temporary) == []
    assert list(temporary.iterdir()) == []
