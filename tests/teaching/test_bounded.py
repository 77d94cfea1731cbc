"""A learner's code that does not end is stopped, and no thread of it stays in the kernel."""

import asyncio
import threading
from typing import Any

import pytest

from itsupport.teaching.exercises import bounded
from itsupport.teaching.exercises.outcome import Misconception

ENDLESS = {
    "a loop": "while True: pass",
    "a loop that catches everything": """
while True:
    try:
        int("x")
    except:
        pass
""",
    "a wait that catches everything": """
import time
while True:
    try:
        time.sleep(0.01)
        raise ConnectionError
    except:
        continue
""",
    "a call that catches everything": """
def quietly(function):
    try:
        return function()
    except:
        return None
while True:
    quietly(lambda: sum(range(1000)))
""",
}


def function_of(code: str) -> Any:
    """A function without arguments, as a notebook's cell defines it."""
    indented = "\n".join(f"    {line}" for line in code.splitlines())
    cell: dict[str, Any] = {"__name__": "__main__"}
    exec(f"def answer():\n{indented}", cell)
    return cell["answer"]


@pytest.mark.parametrize("code", ENDLESS.values(), ids=ENDLESS)
def test_what_does_not_end_is_stopped_also_when_it_catches_everything(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "SECONDS", 0.2)
    before = set(threading.enumerate())
    with pytest.raises(Misconception, match="never_ends"):
        asyncio.run(bounded.run(function_of(code)))
    for thread in set(threading.enumerate()) - before:
        thread.join(5)
        assert not thread.is_alive(), f"{thread.name} is still running"
