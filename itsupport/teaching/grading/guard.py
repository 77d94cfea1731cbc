"""Stands between the grader and the judging process, in a session of its own.

What an answer does to the process that started it happens to this one, and not to the grader.
Run as a file and without the package, because it has nothing to do but wait. When the grader was
killed, it ends the judging process, which nobody would stop any more; Windows tells no process
that its parent has ended, so there the judging process ends with its tasks.
"""

import os
import subprocess
import sys
from contextlib import suppress

JUDGE = """
import sys
sys.modules["rfc3987_syntax"] = None  # half of the start, and not needed
import jsonschema
del sys.modules["rfc3987_syntax"]
from itsupport.teaching.grading.judge import main
main(*sys.argv[1:])
"""


def main(*arguments: str) -> int:
    """Wait for the end of the judging process, and bring it about when the grader is gone."""
    parent = os.getppid()  # not always the grader: in a venv on Windows another python is between
    own = subprocess.Popen([sys.executable, "-P", "-c", JUDGE, *arguments], start_new_session=True)
    while os.getppid() == parent:
        with suppress(subprocess.TimeoutExpired):
            return own.wait(timeout=1) % 256
    if sys.platform != "win32":
        os.killpg(own.pid, 9)
    own.kill()
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
