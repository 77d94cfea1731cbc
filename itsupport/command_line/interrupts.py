"""Ctrl-C in a chat: it cancels what runs, once, and never the chat itself.

Pressed again while something is being cancelled, it would otherwise end the program.
"""

import signal
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType


class Interrupts:
    """Takes Ctrl-C over while it is entered; only inside `cancellable` anything happens."""

    def __init__(self) -> None:
        self._armed = False

    @contextmanager
    def taken_over(self) -> Generator[None, None, None]:
        """From now on Ctrl-C is ours; afterwards it is whose it was."""
        before = signal.signal(signal.SIGINT, self._pressed)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    @contextmanager
    def cancellable(self) -> Generator[None, None, None]:
        """In here the first Ctrl-C raises `KeyboardInterrupt`; those after it do nothing."""
        self._armed = True
        try:
            yield
        finally:
            self._armed = False

    def _pressed(self, _signal: int, _frame: FrameType | None) -> None:
        if self._armed:
            self._armed = False
            raise KeyboardInterrupt
