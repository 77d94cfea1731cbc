"""A program in a real terminal (a pseudo-terminal of this machine), typed at and read from."""

import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from fcntl import ioctl

import psutil

from tests.command_line.conftest import clean_environment

TAKE_THE_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "os.execv(sys.executable, [sys.executable, '-m', 'itsupport', *sys.argv[1:]])"
)
"""The terminal becomes the program's own, so that Ctrl-C reaches it as a signal."""

CONTROL_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|[\r\x08]")
SECONDS = 60.0

open_terminals: list["Terminal"] = []
"""Those that no test has closed yet; `conftest.py` closes them when a test failed before it did."""


class Terminal:
    """`python -m itsupport …` in a terminal, of 100 columns unless others are given."""

    def __init__(self, *arguments: str, columns: int = 100, **environment: str) -> None:
        self._ours, theirs = pty.openpty()
        ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        # Nothing can be written below /dev/null: tests leave no questions behind.
        settings = {"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", "XDG_STATE_HOME": "/dev/null"}
        self._process = subprocess.Popen(
            [sys.executable, "-c", TAKE_THE_TERMINAL, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=clean_environment(**settings | environment),
            start_new_session=True,
        )
        os.close(theirs)
        self._unread = ""
        open_terminals.append(self)

    def type(self, keys: str) -> None:
        """Press these keys; \\x03 is Ctrl-C, \\x04 Ctrl-D, \\x1b[A the arrow up."""
        os.write(self._ours, keys.encode())

    def type_at_prompt(self, keys: str) -> None:
        """Wait for the prompt, then press these keys: before it, Ctrl-D would get lost."""
        self.read_until(">")
        self.type(keys)

    def read_until(self, text: str) -> str:
        """What was shown up to and with this text. Fails when it does not come in time."""
        deadline = time.monotonic() + SECONDS
        while text not in self._unread:
            piece = self._read(deadline)
            assert piece, f"{text!r} never came, only {self._unread!r}"
            self._unread = CONTROL_CODES.sub("", self._unread + piece)
        shown, _, self._unread = self._unread.partition(text)
        return shown + text

    def processes(self) -> list[psutil.Process]:
        """What the program has started; `uname -p`, too, from which `openai` learns the machine."""
        return psutil.Process(self._process.pid).children(recursive=True)

    def servers(self) -> list[psutil.Process]:
        """The MCP servers among them."""
        return [process for process in self.processes() if "serve" in command_of(process)]

    def exit_code(self) -> int:
        """Wait for the program's end; what it still prints is read, so that it can end."""
        deadline = time.monotonic() + SECONDS
        while self._read(deadline):
            pass
        return self._process.wait(timeout=1)

    def kill(self) -> None:
        """End the program without a chance to clean up."""
        self._process.kill()
        self._process.wait(timeout=SECONDS)

    def close(self) -> None:
        """Hang up."""
        open_terminals.remove(self)
        self.kill()
        os.close(self._ours)

    def _read(self, deadline: float) -> str:
        """The next piece; nothing when the time is over or the program has ended."""
        left = max(0.0, deadline - time.monotonic())
        if not select.select([self._ours], [], [], left)[0]:
            return ""
        try:
            return os.read(self._ours, 65536).decode("utf-8", "replace")
        except OSError:  # Linux says so when nobody holds the other end any more
            return ""


def command_of(process: psutil.Process) -> list[str]:
    """Its command line; nothing when it has ended."""
    try:
        return process.cmdline()
    except psutil.NoSuchProcess:  # a process that nobody has waited for yet is one of them
        return []
