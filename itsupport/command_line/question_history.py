"""The questions of earlier chats, for the arrow up: a file that only its owner can read.

Where it cannot be read or written, the questions of this chat are kept in memory alone.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from itsupport.state_folder import state_folder

OWNER_ONLY = 0o600


def history_file() -> Path:
    """Where the questions are kept."""
    return state_folder() / "chat_history"


def opened_history(file: Path) -> History:
    """The history in this file, or one in memory when that cannot be written."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, OWNER_ONLY))
        file.chmod(OWNER_ONLY)
    except OSError:
        return InMemoryHistory()
    return KeptHistory(file)


class KeptHistory(FileHistory):
    """A history file whose loss, such as on a full disk, does not end the chat."""

    def load_history_strings(self) -> Iterable[str]:
        """The questions, newest first; none when they cannot be read any more."""
        try:
            return list(super().load_history_strings())
        except OSError:
            return []

    def store_string(self, string: str) -> None:
        """Add a question to the file, if that is possible."""
        try:
            super().store_string(string)
        except OSError:
            return
