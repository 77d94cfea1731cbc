"""Keys that are pressed while something is drawn are not drawn too, but wait for the next prompt.

Ctrl-C still works. Windows consoles do not echo by themselves while nobody reads.
"""

import sys
from collections.abc import Generator
from contextlib import contextmanager

if sys.platform == "win32":

    @contextmanager
    def quiet_keys() -> Generator[None, None, None]:
        """Nothing to do."""
        yield

    def forget_typed_keys() -> None:
        """What was typed for nobody answers no question that comes after it."""
        import msvcrt

        while msvcrt.kbhit():
            msvcrt.getwch()

else:
    import termios

    @contextmanager
    def quiet_keys() -> Generator[None, None, None]:
        """The terminal of stdin shows no keys in here."""
        place = sys.stdin.fileno()
        before = termios.tcgetattr(place)
        quiet = [*before[:3], before[3] & ~termios.ECHO, *before[4:]]
        termios.tcsetattr(place, termios.TCSANOW, quiet)
        try:
            yield
        finally:
            termios.tcsetattr(place, termios.TCSANOW, before)

    def forget_typed_keys() -> None:
        """What was typed for nobody answers no question that comes after it."""
        if sys.stdin.isatty():
            termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)
