"""The results as one HTML page that needs nothing else: who understood what, what to revisit."""

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from itsupport.teaching.exercises.catalogue import exercises
from itsupport.teaching.grading.counts import ExerciseCount, counted, passed_by_lesson, to_revisit
from itsupport.teaching.grading.rows import by_lesson, by_notebook, exercise_names, several_files
from itsupport.teaching.grading.verdict import MARKS, Row, Verdict

STYLE = Path(__file__).with_name("page.css")
PAGE = Markup(
    '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">\n'
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "style-src 'unsafe-inline'\">\n"
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    "<title>Exercises of the MCP Workbook</title>\n<style>\n{style}</style></head>\n"
    "<body><h1>Exercises of the MCP Workbook</h1>\n{body}\n</body></html>\n"
)
ROW = Markup('<tr><th scope="row">{}</th>{}</tr>')
LEGEND = Markup(
    "<p>✓ passed · ✗ a misconception · ○ not attempted · ! stopped, or could not be graded</p>"
)


def as_page(rows: Sequence[Row]) -> str:
    """The whole page for rows that are in order."""
    parts = [_summary(rows), LEGEND, _several(rows), _revisit(rows), _course(rows)]
    parts += [_lesson(lesson, there) for lesson, there in by_lesson(rows).items()]
    parts += [_not_graded(rows), _answers(rows)]
    style = Markup(STYLE.read_text("utf-8"))  # noqa: S704 - our own file
    return str(PAGE.format(style=style, body=Markup("\n").join(filter(None, parts))))


def _summary(rows: Sequence[Row]) -> Markup:
    learners = len({row.learner for row in rows})
    passed = sum(row.verdict.status == "passed" for row in rows)
    answers = sum(bool(row.verdict.exercise) for row in rows)
    return Markup("<p>{} learners, {} notebooks: {} of {} exercises passed.</p>").format(
        learners, len({row.file for row in rows}), passed, answers
    )


def _several(rows: Sequence[Row]) -> Markup:
    lines = (Markup("<p>! {}</p>").format(one) for one in several_files(rows))
    return Markup("\n").join(lines)


def _revisit(rows: Sequence[Row]) -> Markup:
    found = to_revisit(counted(rows))
    if not found:
        return Markup("")
    items = Markup("\n").join(map(_revisited, found))
    return Markup("<h2>What to revisit in class</h2>\n<ol>\n{}\n</ol>").format(items)


def _revisited(count: ExerciseCount) -> Markup:
    exercise = exercises()[count.exercise]
    said = Markup("").join(Markup("<li>{}</li>").format(one) for one in count.sentences)
    return Markup("<li><strong>{}</strong> ({}): {} of {} passed.<ul>{}</ul>{}</li>").format(
        exercise.title, exercise.lesson, count.passed, count.learners, said, exercise.why
    )


def _course(rows: Sequence[Row]) -> Markup:
    """Everybody's lessons and their sum, where there are several lessons."""
    lessons = list(by_lesson(rows))
    if len(lessons) < 2:
        return Markup("")
    of = {one: sum(e.lesson == one for e in exercises().values()) for one in lessons}
    head = [*(f"{one} (of {of[one]})" for one in lessons), f"All (of {sum(of.values())})"]
    lines = []
    for learner, passed in passed_by_lesson(rows).items():
        sums = [*(passed.get(one, "–") for one in lessons), sum(passed.values())]
        cells = Markup("").join(Markup("<td>{}</td>").format(one) for one in sums)
        lines.append(ROW.format(learner, cells))
    return Markup(
        "<h2>All lessons</h2>\n"
        "<p>How many exercises passed; – where nothing was handed in or graded.</p>\n{}"
    ).format(_table(head, lines))


def _lesson(lesson: str, rows: Sequence[Row]) -> Markup:
    names = exercise_names(rows)
    lines = [
        _line(label, {row.verdict.exercise: row.verdict for row in there}, names)
        for label, there in by_notebook(rows).items()
    ]
    table = _table([exercises()[name].title for name in names], lines)
    return Markup("<h2>{}</h2>\n{}").format(lesson, table)


def _table(head: Sequence[str], lines: Sequence[Markup]) -> Markup:
    names = Markup("").join(Markup('<th scope="col">{}</th>').format(one) for one in head)
    return Markup(
        '<table><thead><tr><th scope="col">Learner</th>{}</tr></thead>\n'
        "<tbody>\n{}\n</tbody></table>"
    ).format(names, Markup("\n").join(lines))


def _line(label: str, verdicts: dict[str, Verdict], names: Sequence[str]) -> Markup:
    cells = Markup("").join(
        Markup('<td class="{}">{} {}</td>').format(
            verdicts[name].status.replace(" ", "-"),
            MARKS[verdicts[name].status],
            words(verdicts[name]),
        )
        for name in names
    )
    return ROW.format(label, cells)


def words(verdict: Verdict) -> str:
    """What stands beside the mark."""
    return verdict.misconception.replace("_", " ") or verdict.status


def _not_graded(rows: Sequence[Row]) -> Markup:
    items = Markup("\n").join(
        Markup("<li><strong>{}</strong> ({}): {}</li>").format(
            row.learner, row.file, row.verdict.seen
        )
        for row in rows
        if row.verdict.status == "not graded"
    )
    return Markup("<h2>Could not be graded</h2>\n<ul>\n{}\n</ul>").format(items) if items else items


def _answers(rows: Sequence[Row]) -> Markup:
    """What was seen in each answer that did not pass, to give back to its learner."""
    items = Markup("\n").join(
        Markup("<dt>{}: {} {}</dt>\n{}").format(
            row.learner,
            exercises()[row.verdict.exercise].title,
            MARKS[row.verdict.status],
            _told(row.verdict),
        )
        for row in sorted(rows, key=lambda row: row.learner.casefold())
        if row.verdict.status in {"misconception", "stopped"}
    )
    return Markup("<h2>Learner by learner</h2>\n<dl>\n{}\n</dl>").format(items) if items else items


def _told(verdict: Verdict) -> Markup:
    told = [("Seen", verdict.seen), ("Expected", verdict.expected), ("Next", verdict.next_step)]
    lines = (Markup("<dd>{}: {}</dd>").format(label, text) for label, text in told if text)
    return Markup("\n").join(lines)
