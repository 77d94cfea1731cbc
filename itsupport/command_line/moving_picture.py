"""A picture at the end of the terminal that moves, while lines above it come to stay.

`rich.live.Live` draws from a thread of its own; when that happens between two steps of a print, it
wipes out lines that were meant to stay. Here one lock keeps the two apart.
"""

import threading
from collections.abc import Generator, Iterable
from contextlib import contextmanager

from rich.console import Console, RenderableType
from rich.live import Live

SECONDS_BETWEEN_PICTURES = 0.08


class MovingPicture:
    """Made by `moving`; `keep` prints above the picture, `refresh` draws it now."""

    def __init__(self, live: Live) -> None:
        self._live, self._lock, self._over = live, threading.Lock(), threading.Event()

    def keep(self, parts: Iterable[RenderableType]) -> None:
        """Print what stays."""
        with self._lock:
            for part in parts:
                self._live.console.print(part)

    def refresh(self) -> None:
        """Draw the picture as it is now."""
        with self._lock:
            self._live.refresh()

    @contextmanager
    def hidden(self) -> Generator[Console, None, None]:
        """The terminal without the picture, for somebody to type at."""
        with self._lock:
            self._live.stop()
            try:
                yield self._live.console
            finally:
                self._live.start(refresh=True)

    def turn(self) -> None:
        """Draw it again and again, until `end`."""
        while not self._over.wait(SECONDS_BETWEEN_PICTURES):
            self.refresh()

    def end(self) -> None:
        """Draw it no more."""
        self._over.set()


@contextmanager
def moving(picture: RenderableType, console: Console) -> Generator[MovingPicture, None, None]:
    """Show the picture at once and keep it moving; at the end only what was kept stays."""
    live = Live(
        picture,
        console=console,
        transient=True,
        auto_refresh=False,
        redirect_stdout=False,  # what a mark looks like depends on the real stdout's encoding
        redirect_stderr=False,
    )
    with live:
        shown = MovingPicture(live)
        shown.refresh()
        thread = threading.Thread(target=shown.turn, name="itsupport picture", daemon=True)
        thread.start()
        try:
            yield shown
        finally:
            shown.end()
            thread.join()
