"""`python -m itsupport grade`: what it shows and writes, its exit codes, and Ctrl-C."""

import csv
import sys
from pathlib import Path

import psutil
import pytest

from itsupport.command_line.grade_watched import prove
from itsupport.teaching.grading.proof import Case, cases_of
from tests.command_line.conftest import itsupport
from tests.teaching.submissions import LESSON, NAME, hand_in, only, solved, wrong

KEY = "sk-of-the-instructor"


def small_class(folder: Path) -> Path:
    """Anna passed, Ben did not, and 漢字 sent nothing that could be read."""
    hand_in(folder / f"anna_{LESSON}.ipynb", only(solved(NAME)))
    hand_in(folder / "ben" / f"{LESSON}.ipynb", only(wrong("bare_dict")))
    return folder


def test_a_class_becomes_a_table_a_spreadsheet_and_a_page(tmp_path: Path) -> None:
    done = itsupport("grade", str(small_class(tmp_path)), OPENAI_API_KEY=KEY)
    assert (done.returncode, done.stderr) == (0, "")
    for shown in ("anna", "✓ passed", "✗ bare dict", "○ not attempted", "1 of 2 returned a bare"):
        assert shown in done.stdout
    with (tmp_path / "results.csv").open(encoding="utf-8-sig", newline="") as file:
        found = {(one["learner"], one["exercise"]): one["status"] for one in csv.DictReader(file)}
    assert found["anna", NAME] == "passed"
    assert found["ben", NAME] == "misconception"
    page = (tmp_path / "results.html").read_text("utf-8")
    assert "What to revisit in class" in page
    assert KEY not in done.stdout + page


def test_what_cannot_be_graded_is_exit_code_1_and_the_others_are_graded(tmp_path: Path) -> None:
    hand_in(small_class(tmp_path / "in") / f"漢字_{LESSON}.ipynb", "{")
    done = itsupport("grade", str(tmp_path / "in"), "--out", str(tmp_path / "out" / "new"))
    assert done.returncode == 1
    assert "✓ passed" in done.stdout
    assert "! 漢字" in done.stdout
    assert "漢字" in (tmp_path / "out" / "new" / "results.html").read_text("utf-8")
    assert not (tmp_path / "in" / "results.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "statement"),
    [
        ((), "Give the folder to grade, or --self"),
        (("{there}", "--self"), "Give the folder to grade, or --self"),
        (("{there}/nowhere",), "There is no folder"),
        (("{there}/a.txt",), "is not a folder"),
        (("{there}",), "There is no notebook in"),
        (("{there}/class", "--out", "{there}/a.txt"), "cannot be written into"),
        (("{there}/class", "--out", "{there}/locked"), "results.csv cannot be replaced"),
    ],
)
def test_a_mistake_is_one_clear_statement(
    tmp_path: Path, arguments: tuple[str, ...], statement: str
) -> None:
    (tmp_path / "a.txt").write_text("", "utf-8")
    (tmp_path / "locked" / "results.csv").mkdir(parents=True)
    if "class" in " ".join(arguments):
        small_class(tmp_path / "class")
    done = itsupport("grade", *(one.replace("{there}", str(tmp_path)) for one in arguments))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("✗ ")
    assert statement in done.stderr.splitlines()[0]


@pytest.mark.parametrize("option", [("--jobs", "0"), ("--seconds", "0"), ("--seconds", "soon")])
def test_a_limit_that_is_none_is_refused_with_the_usage(option: tuple[str, str]) -> None:
    done = itsupport("grade", "somewhere", *option)
    assert done.returncode == 2
    assert "is needed" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_results_are_never_written_through_a_link(tmp_path: Path) -> None:
    folder = small_class(tmp_path / "in")
    precious = tmp_path / "precious"
    precious.write_text("of last year", "utf-8")
    (folder / "results.csv").symlink_to(precious)
    assert itsupport("grade", str(folder)).returncode == 0
    assert precious.read_text("utf-8") == "of last year"
    assert not (folder / "results.csv").is_symlink()


def test_a_console_without_our_letters_gets_plain_ones(tmp_path: Path) -> None:
    done = itsupport("grade", str(small_class(tmp_path)), PYTHONIOENCODING="ascii")
    assert "ok passed" in done.stdout
    assert "XX bare dict" in done.stdout


def test_our_own_answers_are_proved(capsys: pytest.CaptureFixture[str]) -> None:
    cases = cases_of(NAME)
    assert prove(cases, 30.0, 1) == 0
    said = f"{len(cases)} of {len(cases)} answers are as they must be."
    assert said in capsys.readouterr().out


def test_an_answer_that_is_not_as_it_must_be_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    [solution] = [case for case in cases_of(NAME) if case.answer == "solution"]
    assert prove([Case("solution", "bare_dict", solution.task)], 30.0, 1) == 1
    assert f"✗ {NAME}, solution: passed and not bare_dict" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_a_bar_shows_how_far_it_is_and_ctrl_c_leaves_the_results_so_far(tmp_path: Path) -> None:
    from tests.command_line.terminals import Terminal

    small_class(tmp_path)
    hand_in(tmp_path / f"zoe_{LESSON}.ipynb", only("while True: pass"))
    terminal = Terminal("grade", str(tmp_path), "--seconds", "600", "--jobs", "3")
    terminal.read_until("8/9")  # all but the endless one
    started = terminal.processes()
    terminal.type("\x03")
    terminal.read_until("Stopped.")
    assert terminal.exit_code() == 130
    terminal.close()
    assert started
    assert psutil.wait_procs(started, timeout=5)[1] == []
    assert "grading was stopped" in (tmp_path / "results.html").read_text("utf-8")
    with (tmp_path / "results.csv").open(encoding="utf-8-sig", newline="") as file:
        found = {(one["learner"], one["exercise"]): one["status"] for one in csv.DictReader(file)}
    assert len(found) == 9
    assert (found["anna", NAME], found["zoe", NAME]) == ("passed", "not graded")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_a_grader_that_is_killed_leaves_no_endless_answer_behind(tmp_path: Path) -> None:
    from tests.command_line.terminals import Terminal

    (tmp_path / "temporary").mkdir()
    small_class(tmp_path / "in")
    hand_in(tmp_path / "in" / f"zoe_{LESSON}.ipynb", only("while True: pass"))
    options = ("--seconds", "600", "--jobs", "3")
    terminal = Terminal("grade", str(tmp_path / "in"), *options, TMPDIR=str(tmp_path / "temporary"))
    terminal.read_until("8/9")  # all but the endless one
    started = terminal.processes()
    psutil.Process(started[0].pid).parents()[0].kill()
    terminal.close()
    assert len(started) >= 2
    assert psutil.wait_procs(started, timeout=10)[1] == []
