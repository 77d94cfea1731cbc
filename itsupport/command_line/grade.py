"""`grade`: a folder of submissions becomes a table, results.csv and results.html.

Also the instructor's check that the solutions still do what they are meant to (`--self`). How an
answer is held while it runs, and what does not hold it, is in `itsupport.teaching.grading`.
"""

import argparse
import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from itsupport.command_line.grade_files import NAMES, check_writable, written
from itsupport.errors import SupportError

if TYPE_CHECKING:
    from itsupport.teaching.grading import Row

LIMITS = "Each answer runs in processes of its own, without keys, with the offline model."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which folder, where the results go, and how much time an exercise gets."""
    parser.add_argument("folder", nargs="?", metavar="FOLDER", help="what the learners handed in")
    parser.add_argument(
        "--self",
        action="store_true",
        help="grade the workbook's own starters, wrong answers and solutions instead",
    )
    parser.add_argument("--out", metavar="FOLDER", help="where the results go; else into FOLDER")
    parser.add_argument(
        "--jobs",
        type=_positive_number,
        default=os.cpu_count() or 1,
        metavar="N",
        help="submissions at a time; left out: one for each core",
    )
    parser.add_argument(
        "--seconds",
        type=_positive_seconds,
        default=30.0,
        metavar="S",
        help="time for each exercise of a submission (30), longer while the computer is busy",
    )
    parser.epilog = (
        f"{LIMITS} It still runs as you, with your network and your files in reach: for "
        "submissions of strangers, use a container. The exit code is 0 when everything was graded, "
        "whatever the marks, else 1."
    )


def run(options: argparse.Namespace) -> int:
    """0 when everything was graded, or proved; else 1."""
    from itsupport.command_line import grade_watched
    from itsupport.teaching.grading.proof import every_case

    if options.self == (options.folder is not None):
        raise SupportError(
            "Give the folder to grade, or --self",
            suggested_actions=["python -m itsupport grade submissions"],
        )
    if options.self:
        return grade_watched.prove(every_case(), options.seconds, options.jobs)
    folder = Path(options.folder)
    submissions = grade_watched.found_in(folder)
    out = Path(options.out) if options.out else folder
    check_writable(out)
    rows = grade_watched.grade(submissions, options.seconds, options.jobs, partial(_write, out))
    return 1 if any(row.verdict.status == "not graded" for row in rows) else 0


def _write(folder: Path, rows: "Sequence[Row]") -> None:
    from itsupport.teaching.grading.page import as_page
    from itsupport.teaching.grading.spreadsheet import as_csv

    texts = ("\ufeff" + as_csv(rows), as_page(rows))
    for sentence in written(folder, dict(zip(NAMES, texts, strict=True))):
        print(sentence)


def _positive_number(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError("a whole number from 1 to 256 is needed")
    return int(text)


def _positive_seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 1 <= seconds <= 3600:
        raise argparse.ArgumentTypeError("a number of seconds from 1 to 3600 is needed")
    return seconds
