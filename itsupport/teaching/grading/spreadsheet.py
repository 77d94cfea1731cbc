"""The results as CSV. A spreadsheet runs what looks like a formula, so no cell looks like one."""

import csv
from collections.abc import Sequence
from dataclasses import astuple
from io import StringIO
from unicodedata import normalize

from itsupport.teaching.grading.verdict import Row

COLUMNS = ["learner", "lesson", "exercise", "status", "misconception"]
COLUMNS += ["seen", "expected", "next step", "file"]
FORMULA = tuple("=+-@|%")


def as_csv(rows: Sequence[Row]) -> str:
    """All rows below a line of names. Every cell is quoted."""
    text = StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        found = row.verdict
        cells = (row.learner, row.lesson, *astuple(found), row.file)
        writer.writerow([harmless_cell(cell) for cell in cells])
    return text.getvalue()


def harmless_cell(text: str) -> str:
    """One line, and an apostrophe before what a spreadsheet would take for a formula."""
    line = " ".join(text.split())
    plain = normalize("NFKC", line).lstrip(" '\"")  # wide signs count for some programs too
    return f"'{line}" if plain.startswith(FORMULA) else line
