"""Reads intents from a JSON file, or from a Python file that defines `INTENTS`.

A Python file is run: it is its author's own, like any script that one starts.
"""

import json
import runpy
import sys
import traceback
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from itsupport.errors import SupportError, did_you_mean
from itsupport.teaching.tool_selection.entries import intents_from
from itsupport.teaching.tool_selection.intent import Intent

BUILT_IN = Path(__file__).with_name("intents.json")
"""The eight intents of the workbook, each with five variations."""


def built_in_intents() -> tuple[Intent, ...]:
    """The eight intents that come with the workbook."""
    return read_intents(BUILT_IN)


def read_intents(path: str | Path) -> tuple[Intent, ...]:
    """The intents of a `.json` or `.py` file; the latter is run.

    Raises `SupportError` that names the file and the place of a mistake in it.
    """
    path = Path(path)
    match path.suffix.lower():
        case ".json":
            return intents_from(_from_json(path), path.name)
        case ".py":
            return intents_from(_from_python(path), path.name)
    raise SupportError(
        f"{path.name} cannot hold intents",
        "Intents are read from a .json file, or from a .py file that defines INTENTS.",
        suggested_actions=["Save it with one of these endings."],
    )


def _from_json(path: Path) -> Any:
    text = _text(path)
    try:
        return json.loads(text)
    except json.JSONDecodeError as problem:
        reason = f"Line {problem.lineno}, column {problem.colno}: {problem.msg}."
    except RecursionError:
        reason = "It is nested too deeply."
    advice = "Mend this place: often it is a comma too many or too few, or a missing quote."
    raise SupportError(f"{path.name} is not JSON", reason, suggested_actions=[advice])


def _from_python(path: Path) -> Any:
    """What the file prints goes to stderr: a report on stdout may be for another program."""
    _text(path)
    try:
        with redirect_stdout(sys.stderr):
            defined = runpy.run_path(str(path), run_name="intents")
    except (Exception, SystemExit) as problem:
        raise _fails(path, problem) from None
    if "INTENTS" not in defined:
        names = [name for name in defined if not name.startswith("_")]
        raise SupportError(
            f"{path.name} does not define INTENTS",
            "Expected INTENTS = [...], a list of intents.",
            suggested_actions=_near_intents(names) or ["Add INTENTS = [...] to the file."],
        )
    return defined["INTENTS"]


def _near_intents(names: list[str]) -> list[str]:
    near = [name for name in names if did_you_mean(name, ["INTENTS"])]
    return [f"Rename {near[0]} to INTENTS."] if near else []


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise SupportError(
            f"{path.name} is not a text in UTF-8",
            suggested_actions=["Save it again with the encoding UTF-8."],
        ) from None
    except OSError as problem:
        there = sorted(p.name for p in _neighbours(path) if p.suffix in {".json", ".py"})
        raise SupportError(
            f"{path} cannot be read",
            f"{problem.strerror}.",
            suggested_actions=did_you_mean(path.name, there) or ["Check the path."],
        ) from None


def _neighbours(path: Path) -> list[Path]:
    try:
        return list(path.parent.iterdir())
    except OSError:
        return []


def _fails(path: Path, problem: BaseException) -> SupportError:
    """Where in the learner's own file it fails, and why."""
    frames = traceback.extract_tb(problem.__traceback__)
    own = [frame.lineno for frame in frames if Path(frame.filename).name == path.name]
    line = problem.lineno if isinstance(problem, SyntaxError) else (own[-1] if own else None)
    said = problem.msg if isinstance(problem, SyntaxError) else str(problem)
    where = f"Line {line}: " if line else ""
    return SupportError(
        f"{path.name} cannot be run",
        f"{where}{type(problem).__name__}: {said}",
        suggested_actions=[f"Mend it: python {path.name} must run without an error."],
    )
