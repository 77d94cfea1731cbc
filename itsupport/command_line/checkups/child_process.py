"""Can a process that this one starts import the package? The servers are such processes.

They do not get PYTHONPATH and do not start in the workbook's folder: being in that folder is not
enough, the package must be installed.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import gettempdir

import itsupport
from itsupport.command_line.checkups.finding import Finding
from itsupport.command_line.checkups.typed_command import this_python

SECONDS = 15.0


def check() -> list[Finding]:
    """One finding: the child imports this very copy, another copy, or none."""
    ours = Path(itsupport.__file__).resolve()
    theirs = imported_by(sys.executable, "import itsupport; print(itsupport.__file__)")
    if theirs and Path(theirs).resolve() == ours:
        return [Finding(True, "The servers' processes can import itsupport")]
    advice = f"In the workbook's folder, run: {this_python('-m pip install -e .')}"
    if theirs:
        return [Finding(False, f"Child processes import another itsupport: {theirs}", (advice,))]
    return [Finding(False, "Child processes cannot import itsupport", (advice,))]


def imported_by(program: str, code: str) -> str | None:
    """What `program -c code` prints when it is started like a server, or None when it fails."""
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
    try:
        done = subprocess.run(
            [program, "-c", code],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            cwd=gettempdir(),
            env=environment | {"PYTHONIOENCODING": "utf-8"},
            timeout=SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
