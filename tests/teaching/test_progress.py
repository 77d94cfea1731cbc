"""What was passed once stays passed, also when two kernels note the same exercise."""

import subprocess
import sys
from pathlib import Path

import pytest

from itsupport.teaching.exercises.outcome import Outcome, Status
from itsupport.teaching.exercises.progress import note, noted

ANOTHER_KERNEL = """
import sys
from itsupport.teaching.exercises.outcome import Outcome
from itsupport.teaching.exercises.progress import note, noted
note(Outcome(sys.argv[1], sys.argv[2]))
print(noted()[sys.argv[1]])
"""


@pytest.fixture(autouse=True)
def state_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))


def noted_in_another_kernel(exercise: str, status: Status) -> str:
    """What it is there, after it was noted there."""
    command = [sys.executable, "-c", ANOTHER_KERNEL, exercise, status]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_a_pass_in_another_kernel_outlives_an_older_failure_here() -> None:
    note(Outcome("first failed here", "misconception"))
    assert noted_in_another_kernel("first failed here", "passed") == "passed"
    assert noted()["first failed here"] == "passed"
    note(Outcome("passed here", "passed"))
    assert noted_in_another_kernel("first failed here", "misconception") == "passed"


def test_a_failure_in_another_kernel_takes_no_pass_away() -> None:
    note(Outcome("first passed here", "passed"))
    assert noted_in_another_kernel("first passed here", "misconception") == "passed"
    assert noted()["first passed here"] == "passed"


def test_the_newer_of_two_that_are_no_pass_is_noted() -> None:
    noted_in_another_kernel("first seen there", "not attempted")
    note(Outcome("first seen there", "misconception"))
    assert noted()["first seen there"] == "misconception"
