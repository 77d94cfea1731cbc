"""How far a learner has come, over the whole workbook; it outlives the kernel.

Kept as JSON in the state folder of the system. Where that cannot be written, it is kept in memory.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from markupsafe import Markup

from itsupport.notebook.picture import Picture
from itsupport.state_folder import state_folder
from itsupport.teaching.exercises.catalogue import exercises
from itsupport.teaching.exercises.outcome import Outcome

_here: dict[str, str] = {}
"""What was noted in this process: exercise → its best status."""

BAR = Markup(
    '<p>{label}: <progress value="{done}" max="{all}" aria-label="{label}"></progress> {count}</p>'
)


def progress(lesson: str = "") -> Picture:
    """Bars for the workbook and, by the beginning of its name such as "02", for a lesson."""
    passed = {name for name, status in noted().items() if status == "passed"}
    every = exercises()
    ours = [name for name, one in every.items() if lesson and one.lesson.startswith(lesson)]
    bars = [("The workbook", every), *([("This lesson", ours)] if ours else [])]
    counts = [(label, len(passed & set(names)), len(names)) for label, names in bars]
    html = Markup("\n").join(
        BAR.format(label=label, done=done, all=total, count=f"{done} of {total} exercises passed")
        for label, done, total in counts
    )
    return Picture(html, "\n".join(_line(*one) for one in counts))


def note(outcome: Outcome) -> None:
    """Remember an outcome; what was passed once stays passed."""
    before = noted()
    if before.get(outcome.exercise) == "passed":
        return
    _here[outcome.exercise] = outcome.status
    with suppress(OSError):
        _write({**before, outcome.exercise: outcome.status})


def noted() -> dict[str, str]:
    """Exercise → status, for everything that was checked so far, here and in other kernels."""
    kept = _read()
    passed = {name: status for name, status in kept.items() if status == "passed"}
    return {**kept, **_here, **passed}


def _read() -> dict[str, str]:
    try:
        kept: Any = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in kept.items()} if isinstance(kept, dict) else {}


def _write(statuses: dict[str, str]) -> None:
    file = _file()
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_suffix(f".{os.getpid()}.new")  # another kernel may be writing too
    new.write_text(json.dumps(statuses, indent=2), "utf-8")
    new.replace(file)


def _file() -> Path:
    return state_folder() / "progress.json"


def _line(label: str, done: int, total: int) -> str:
    filled = round(20 * done / total) if total else 0
    return f"{label}: {'█' * filled}{'░' * (20 - filled)} {done} of {total} exercises passed"
