"""All processes that an answer started, also those that left their parents, and how to end them."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil

ROUNDS = 20


class Family:
    """The processes below one, remembered from look to look."""

    def __init__(self, first: int, folder: Path) -> None:
        self._first, self._folder = first, str(folder)
        self._seen: dict[psutil.Process, float] = {}  # a number alone may be given out again

    def look(self) -> list[psutil.Process]:
        """Those that are alive; cheap enough for ten times a second."""
        with suppress(psutil.Error):
            first = psutil.Process(self._first)
            self._note([first, *first.children(recursive=True)])
        return self._alive()

    def takes_more_than(self, most: int) -> bool:
        """Whether they take more than these bytes of memory together.

        What is shared counts for each of them in the quick sum, and for none in the exact one.
        """
        alive = self._alive()
        return _sum(alive, "memory_info", "rss") > most and (
            _sum(alive, "memory_full_info", "uss") > most
        )

    def processor_seconds(self) -> float:
        """How long they worked, those that have ended among them as far as it was seen."""
        for process in self.look():
            with suppress(psutil.Error):
                times = process.cpu_times()
                self._seen[process] = times.user + times.system
        return sum(self._seen.values())

    def end(self) -> None:
        """Kill them all, and look until nobody is there twice: one may leave another behind."""
        empty = 0
        for _ in range(ROUNDS):
            self.look()
            self._note(one for one in _everybody() if self._lives_here(one))
            alive = self._alive()
            empty = 0 if alive else empty + 1
            if empty == 2:
                return
            for process in alive:
                _kill(process)
            psutil.wait_procs(alive, timeout=1)

    def _note(self, processes: Iterable[psutil.Process]) -> None:
        for process in processes:
            self._seen.setdefault(process, 0.0)

    def _alive(self) -> list[psutil.Process]:
        return [one for one in self._seen if _runs(one)]

    def _lives_here(self, process: psutil.Process) -> bool:
        """Whether its folder or a variable of its environment is in the throw-away folder."""
        if process.pid == os.getpid():
            return False
        with suppress(psutil.Error, OSError):
            places = [process.cwd(), *process.environ().values()]
            return any(place.startswith(self._folder) for place in places)
        return False


def _everybody() -> Iterator[psutil.Process]:
    """Not `psutil.process_iter`: that remembers processes by numbers that may be others' by now."""
    for pid in psutil.pids():
        with suppress(psutil.Error):
            yield psutil.Process(pid)


def _sum(processes: Iterable[psutil.Process], look: str, kind: str) -> int:
    total = 0
    for process in processes:
        with suppress(psutil.Error):
            total += getattr(getattr(process, look)(), kind)
    return total


def _runs(process: psutil.Process) -> bool:
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False


def _kill(process: psutil.Process) -> None:
    """A whole group at once where it leads one, which is how a fork bomb ends."""
    with suppress(psutil.Error, OSError):
        if sys.platform != "win32" and os.getpgid(process.pid) == process.pid:
            os.killpg(process.pid, 9)
        process.kill()
