"""What is believed of a report, what is counted, and that tables and pages hold no surprise."""

import csv
import json
from io import StringIO

import pytest

from itsupport.command_line.grade_lines import tables
from itsupport.teaching.exercises.outcome import Outcome
from itsupport.teaching.grading import Row, Verdict
from itsupport.teaching.grading.counts import counted, passed_by_lesson, to_revisit
from itsupport.teaching.grading.marking import in_order
from itsupport.teaching.grading.page import as_page
from itsupport.teaching.grading.proof import Case, cases_of, proved
from itsupport.teaching.grading.report import LONGEST_TEXT, begun, finished, outcome_in
from itsupport.teaching.grading.rows import several_files
from itsupport.teaching.grading.spreadsheet import as_csv, harmless_cell
from itsupport.teaching.grading.verdict import Task
from tests.teaching.submissions import LESSON, NAME, OTHERS

TASKS = [Task(LESSON, NAME, ("server = 1",))]
FINE = {"exercise": NAME, "status": "passed", "why": "so"}


def said(token: str = "t", number: int = 0, **outcome: object) -> bytes:
    return json.dumps({"token": token, "finished": number, "outcome": FINE | outcome}).encode()


def test_a_report_arrives_as_it_was_sent() -> None:
    outcome = Outcome(NAME, "misconception", "bare_dict", "a", "b", "c")
    assert outcome_in(finished("t", 0, outcome), "t", 0, TASKS) == outcome
    assert outcome_in(said(), "t", 0, TASKS) == Outcome(**FINE)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[" * 100_000,
        b"3",
        b"\xff\xfe",
        begun("t", 0),
        said(token="another"),
        said(number=1),
        said(status="excellent"),
        said(status="misconception", misconception="invented"),
        said(misconception="bare_dict"),
        said(grade="A"),
        json.dumps({"token": "t", "finished": 0, "outcome": []}).encode(),
    ],
    ids=range(12),
)
def test_a_line_that_does_not_make_sense_is_no_report(line: bytes) -> None:
    assert outcome_in(line, "t", 0, TASKS) is None


def test_a_report_cannot_be_about_another_exercise_nor_without_an_end() -> None:
    outcome = outcome_in(said(exercise=OTHERS[0], why="x" * 9999), "t", 0, TASKS)
    assert outcome is not None
    assert outcome.exercise == NAME
    assert len(outcome.why) == LONGEST_TEXT


def row(learner: str, status: str, misconception: str = "", file: str = "a.ipynb") -> Row:
    verdict = Verdict(NAME, status, misconception, "<b>", "what is", "=2")  # type: ignore[arg-type]
    return Row(learner, file, LESSON, verdict)


CLASS = [
    row("anna", "passed"),
    row("ben", "misconception", "bare_dict"),
    row("cem", "misconception", "bare_dict"),
    row("dora", "stopped", "out_of_time"),
    row("eve", "not attempted"),
]


def test_a_class_is_counted_in_sentences() -> None:
    [count] = counted(CLASS)
    assert (count.learners, count.passed, count.failed, count.not_attempted) == (5, 1, 3, 1)
    assert count.sentences == [
        "2 of 5 returned a bare dict, which gives no structured content",
        "1 of 5 wrote code that was stopped because it did not end",
        "1 of 5 did not attempt it",
    ]


def test_a_learner_counts_once_and_with_the_better_notebook() -> None:
    [count] = counted([row("ben", "misconception", "bare_dict"), row("ben", "passed", file="b")])
    assert (count.learners, count.passed, count.failed) == (1, 1, 0)


def test_what_most_failed_is_revisited_first() -> None:
    another = [
        Row(learner, "b", LESSON, Verdict(OTHERS[0], "misconception", "raises"))
        for learner in ("anna", "ben", "cem", "dora")
    ]
    found = to_revisit(counted([*CLASS, *another]))
    assert [count.exercise for count in found] == [OTHERS[0], NAME]


HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\n=1", "＝1", "|calc", "'=1", '"=1']


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_looks_like_a_formula(text: str) -> None:
    assert harmless_cell(text).startswith("'")
    [_, line] = csv.reader(StringIO(as_csv([row(text, "passed")])))
    assert line[0].startswith("'")
    assert line[6:8] == ["what is", "'=2"]


def test_a_table_has_a_line_for_each_row_whatever_is_in_it() -> None:
    lines = list(csv.reader(StringIO(as_csv([row('a",\r\n"b', "passed"), row("c", "passed")]))))
    assert [len(line) for line in lines] == [9, 9, 9]
    assert lines[1][0] == 'a", "b'


def test_a_page_shows_names_as_text_and_needs_nothing_from_outside() -> None:
    rows = [row("<script>alert(1)</script>", "misconception", "bare_dict", '"><img src=x>')]
    page = as_page([*rows, Row("<i>", "<u>", LESSON, Verdict("", "not graded", seen="<s>"))])
    assert "<script" not in page
    assert "<img" not in page
    for text in ("&lt;script&gt;", "&lt;i&gt;", "&lt;u&gt;", "&lt;s&gt;", "&lt;b&gt;"):
        assert text in page
    assert "http:" not in page.replace("http-equiv", "")
    assert "https:" not in page
    assert "1 of 1 returned a bare dict" in page


def test_a_mark_never_stands_without_its_word() -> None:
    page = as_page(CLASS)
    for shown in ("✓ passed", "✗ bare dict", "! out of time", "○ not attempted"):
        assert f"{shown}</td>" in page


def test_the_results_do_not_depend_on_who_was_ready_first() -> None:
    rows = in_order(CLASS)
    assert in_order(CLASS[::-1]) == rows
    assert [one.learner for one in rows] == ["anna", "ben", "cem", "dora", "eve"]


def test_a_course_is_a_line_for_each_learner_with_a_sum() -> None:
    lesson = "03_five_servers"
    more = [Row("anna", "b", lesson, Verdict(name, "passed")) for name in ("who_is_it", "x")]
    late = Row("Cem", "d", "", Verdict("", "not graded"))
    again = row("anna", "misconception", "bare_dict", file="old.ipynb")
    assert passed_by_lesson([*more, *CLASS[:2], late, again]) == {
        "anna": {lesson: 2, LESSON: 1},
        "ben": {LESSON: 0},
        "Cem": {},
    }
    page = as_page([*CLASS, more[0]])
    assert "<h2>All lessons</h2>" in page
    assert '<tr><th scope="row">anna</th><td>1</td><td>1</td><td>2</td></tr>' in page
    assert '<tr><th scope="row">ben</th><td>0</td><td>–</td><td>0</td></tr>' in page
    assert "All lessons" not in as_page(CLASS)


def test_what_is_given_back_stands_together_for_each_learner() -> None:
    lesson = "03_five_servers"
    other = [
        Row(learner, "b", lesson, Verdict("who_is_it", "misconception", "raises"))
        for learner in ("ben", "cem")
    ]
    page = as_page([*CLASS, *other])
    answers = page[page.index("Learner by learner") :]
    learners = [part.split(":")[0] for part in answers.split("<dt>")[1:]]
    assert learners == ["ben", "ben", "cem", "cem", "dora"]


def test_two_notebooks_of_one_learner_are_two_lines_with_their_files() -> None:
    page = as_page([row("ben", "passed", file="x.ipynb"), row("ben", "passed", file="y.ipynb")])
    assert "ben · x.ipynb" in page
    assert "ben · y.ipynb" in page


def test_files_that_may_be_of_several_people_are_told() -> None:
    twice = [row("ben", "passed", file=f"{folder}/ben.ipynb") for folder in "ab"]
    another = Row("eve", "c.ipynb", "03_five_servers", Verdict(OTHERS[0], "passed"))
    rows = [*twice, row("eve", "passed"), another]
    [said] = several_files(rows)
    assert said.startswith(f"ben has 2 files of {LESSON}")
    assert "a/ben.ipynb, b/ben.ipynb" in said
    assert said in as_page(rows)
    assert any(said in str(part) for part in tables(rows))


def test_our_own_answers_are_proved_and_a_wrong_expectation_is_seen() -> None:
    cases = cases_of(NAME)
    assert {"untouched", "solution", "bare_dict"} <= {case.answer for case in cases}
    false = Case("solution", "not attempted", cases[1].task)
    proofs = list(proved([*cases, false], 30.0, 1))
    assert [proof.case for proof in proofs if not proof.holds] == [false]
    assert len(proofs) == len(cases) + 1
