"""Stands between the grader and the judging process, in a session of its own.

What an answer does to the process that started it happens to this one, and not to the grader.
Run as a file and without the package, because it has nothing to do but wait.
"""

import subprocess
import sys

if __name__ == "__main__":
    judge = "itsupport.teaching.grading.judge"
    own = subprocess.Popen(
        [sys.executable, "-P", "-m", judge, *sys.argv[1:]], start_new_session=True
    )
    sys.exit(own.wait() % 256)
