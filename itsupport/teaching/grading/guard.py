"""Stands between the grader and the judging process, in a session of its own.

What an answer does to the process that started it happens to this one, and not to the grader.
Run as a file and without the package, because it has nothing to do but wait.
"""

import subprocess
import sys

JUDGE = """
import sys
sys.modules["rfc3987_syntax"] = None  # half of the start, and not needed
import jsonschema
del sys.modules["rfc3987_syntax"]
from itsupport.teaching.grading.judge import main
main(*sys.argv[1:])
"""

if __name__ == "__main__":
    own = subprocess.Popen(
        [sys.executable, "-P", "-c", JUDGE, *sys.argv[1:]], start_new_session=True
    )
    sys.exit(own.wait() % 256)
