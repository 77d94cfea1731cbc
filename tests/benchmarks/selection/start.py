"""How long a fresh interpreter takes to import the engine, beyond starting at all."""

import os
import statistics
import subprocess
import sys
import time

from tests.benchmarks.selection.recordings import ROOT

ROUNDS = 15


def import_seconds(engine: str) -> float:
    """The median seconds of `import` in a fresh interpreter, less those of an empty program."""
    taken: dict[str, list[float]] = {"pass": [], f"import {engine}": []}
    for _ in range(ROUNDS):
        for program, seconds in taken.items():
            seconds.append(_seconds(program))
    empty, full = map(statistics.median, taken.values())
    return full - empty


def _seconds(program: str) -> float:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # whoever imports twice compiles once
    started = time.perf_counter()
    subprocess.run([sys.executable, "-P", "-c", program], env=environment, check=True)
    return time.perf_counter() - started
