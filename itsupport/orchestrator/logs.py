"""Each server's stderr as a file, so that a notebook can show what a server had to say."""

import shutil
from pathlib import Path
from tempfile import mkdtemp

from itsupport.errors import SupportError, did_you_mean


class ServerLogs:
    """A folder with one log file per server, until `remove` is called."""

    def __init__(self) -> None:
        self._folder = Path(mkdtemp(prefix="itsupport-logs-"))

    def path(self, server: str) -> Path:
        """The log file of one server; it need not exist yet."""
        safe = "".join(letter if letter.isalnum() or letter in "-_." else "_" for letter in server)
        return self._folder / f"server-{safe}.log"

    def tail(self, server: str, lines: int = 20) -> str:
        """The last lines that a server wrote, or an empty text."""
        path = self.path(server)
        text = path.read_text("utf-8", errors="replace") if path.exists() else ""
        return "\n".join(text.splitlines()[-lines:])

    def of(self, server: str, known: list[str], lines: int) -> str:
        """Like `tail`, for a name that a person typed. Raises `SupportError` for an unknown one."""
        if server not in known:
            raise SupportError(
                f"There is no server called {server}",
                f"The servers are {', '.join(known)}.",
                suggested_actions=did_you_mean(server, known),
            )
        return self.tail(server, lines)

    def remove(self) -> None:
        """Delete the folder."""
        shutil.rmtree(self._folder, ignore_errors=True)
