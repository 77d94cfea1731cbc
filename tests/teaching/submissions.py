"""Submissions as learners send them: the exercise notebook with answers in it, or what is left."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat

from itsupport.teaching.exercises.notebooks import (
    WRONG_ANSWERS,
    cells_of,
    exercises_in,
    has_tag,
    solution_of,
)
from itsupport.teaching.grading.submission import learners_notebook

LESSON = "02_first_mcp_server"
NAME = "count_by_priority"
OTHERS = [name for name in exercises_in(learners_notebook(LESSON)) if name != NAME]


def notebook_with(answers: Mapping[str, str], lesson: str = LESSON) -> dict[str, Any]:
    """The learners' notebook as JSON, with these answers in place of starters."""
    notebook: dict[str, Any] = json.loads(nbformat.writes(learners_notebook(lesson)))
    for cell in notebook["cells"]:
        if has_tag(nbformat.from_dict(cell), "starter") and cell["metadata"]["exercise"] in answers:
            cell["source"] = answers[cell["metadata"]["exercise"]]
    return notebook


def only(answer: str) -> dict[str, Any]:
    """A notebook that holds nothing but the cells of `NAME`."""
    notebook = notebook_with({NAME: answer})
    ours = [cell for cell in notebook["cells"] if cell["metadata"].get("exercise", NAME) == NAME]
    return {**notebook, "cells": ours}


def hand_in(path: Path, content: Mapping[str, Any] | str) -> Path:
    """Write a notebook, or whatever it is, into a folder of submissions."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return path


def solved(name: str, lesson: str = LESSON) -> str:
    """Our solution of an exercise."""
    return "\n\n".join(cell.source for cell in cells_of(solution_of(lesson), name, "solution"))


def wrong(misconception: str) -> str:
    """A shipped wrong answer to `NAME`."""
    return (WRONG_ANSWERS / LESSON / NAME / f"{misconception}.py").read_text("utf-8")
