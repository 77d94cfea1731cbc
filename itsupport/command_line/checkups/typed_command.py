"""A command that runs as it is printed, in whatever shell it is pasted into."""

import re
import shlex
import sys

PLAIN = re.compile(r"[\w.:\\/~+-]+")
"""What a Windows path may hold without quotation marks: PowerShell runs nothing that has some."""


def this_python(arguments: str) -> str:
    """This very Python with these arguments: for sh, or on Windows for PowerShell and cmd."""
    return python_command(sys.executable, arguments, windows=sys.platform == "win32")


def python_command(program: str, arguments: str, *, windows: bool) -> str:
    """A path with blanks is written for cmd, and what PowerShell wants in front is said."""
    if not windows:
        return f"{shlex.quote(program)} {arguments}"
    if PLAIN.fullmatch(program):
        return f"{program} {arguments}"
    return f'"{program}" {arguments} (in PowerShell with an & and a blank in front)'
