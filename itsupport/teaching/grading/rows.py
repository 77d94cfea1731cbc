"""Rows in groups, as a table shows them: lesson by lesson, and a line for each notebook."""

from collections.abc import Sequence

from itsupport.teaching.exercises.catalogue import exercises
from itsupport.teaching.grading.verdict import Row


def by_lesson(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Rows that are about an exercise, by lesson."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row.verdict.exercise:
            found.setdefault(row.lesson, []).append(row)
    return found


def by_notebook(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """One lesson's rows by learner, with the file's name where a learner sent several."""
    files: dict[str, set[str]] = {}
    for row in rows:
        files.setdefault(row.learner, set()).add(row.file)
    found: dict[str, list[Row]] = {}
    for row in rows:
        several = len(files[row.learner]) > 1
        label = f"{row.learner} · {row.file}" if several else row.learner
        found.setdefault(label, []).append(row)
    return found


def several_files(rows: Sequence[Row]) -> list[str]:
    """A sentence for each learner with several files of one lesson: they may be of several people.

    So it is where files have no name of a person in them, or two people have the same.
    """
    files: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        files.setdefault((row.learner, row.lesson), set()).add(row.file)
    return [
        f"{learner} has {len(there)} files of {lesson}, and the best counts: "
        f"{', '.join(sorted(there))}. "
        "Are they of several people? Put their names into the names of the files."
        for (learner, lesson), there in files.items()
        if lesson and len(there) > 1
    ]


def exercise_names(rows: Sequence[Row]) -> list[str]:
    """The exercises that rows are about, as the workbook has them."""
    there = {row.verdict.exercise for row in rows}
    return [name for name in exercises() if name in there]
