"""Starts workers and a front, and ends them all; a worker can be killed on the way.

The front runs in a thread of this process, so that what went through it can be looked at. No
worker outlives this process: each ends when the pipe to it does.
"""

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from string import ascii_uppercase
from tempfile import TemporaryDirectory

from itsupport.errors import SupportError
from itsupport.servers.http.application import addresses_of
from itsupport.servers.http.environment import SERVERS, STATELESS
from itsupport.servers.http.in_a_thread import HttpSite
from itsupport.servers.state_keys import KEYS
from itsupport.servers.workers.front import Front, Visit
from itsupport.servers.workers.worker_process import (
    STOP_SECONDS,
    Process,
    ended,
    first_line,
    started,
)


class Fleet:
    """Workers behind one address. `stop()` ends all of it, and so does `with`."""

    def __init__(
        self, servers: Iterable[str], workers: int, *, sticky: bool, settings: Mapping[str, str]
    ) -> None:
        names = list(servers)
        self._stack = ExitStack()
        self._folder = Path(self._stack.enter_context(TemporaryDirectory(prefix="workers-")))
        settings = {**os.environ, SERVERS: " ".join(names), **settings}
        try:
            self._processes = {
                letter: self._start(letter, settings) for letter in ascii_uppercase[:workers]
            }
            self.workers = {letter: self._address(letter) for letter in self._processes}
            self._front = Front(self.workers, sticky=sticky)
            site = HttpSite(self._front.app, addresses_of(names))
            self._site = self._stack.enter_context(site)
        except BaseException:
            self.stop()
            raise
        self.urls = site.urls
        self.url = site.url

    @property
    def visits(self) -> list[Visit]:
        """The requests that went through the front, in their order."""
        return list(self._front.visits)

    def shares(self, method: str = "tools/call") -> dict[str, int]:
        """How many requests of this kind each worker got."""
        counted = Counter(visit.worker for visit in self.visits if visit.method == method)
        return {name: counted[name] for name in self.workers}

    def entries(self) -> dict[str, dict[str, str]]:
        """The servers as an MCP host's configuration has them."""
        return {name: {"url": url} for name, url in self.urls.items()}

    def kill(self, worker: str) -> None:
        """End one worker at once, in the middle of whatever it does."""
        process = self._processes[worker]
        process.kill()
        process.wait(STOP_SECONDS)

    def log(self, worker: str) -> str:
        """What the worker wrote to stderr."""
        return (self._folder / worker).read_text("utf-8", "replace")

    def stop(self) -> None:
        """End everything; stopping twice does no harm."""
        self._stack.close()

    def _start(self, worker: str, settings: Mapping[str, str]) -> Process:
        process = started(settings, self._folder / worker)
        self._stack.callback(ended, process)
        return process

    def _address(self, worker: str) -> str:
        """The worker's first line."""
        if address := first_line(self._processes[worker]):
            return address
        raise SupportError(
            f"Worker {worker} did not start",
            self.log(worker).strip()[-500:] or "It said nothing.",
            suggested_actions=["Read what it wrote; mend the setting that it names."],
        )

    def __enter__(self) -> "Fleet":
        return self

    def __exit__(self, *problem: object) -> None:
        self.stop()


def start_workers(
    *servers: str,
    workers: int = 2,
    sticky: bool = False,
    stateless: bool = False,
    database: str | None = None,
    state_keys: str | None = None,
) -> Fleet:
    """Start workers that all serve the same servers, behind a front that takes them in turn.

    `stateless` keeps no sessions for 2025-era clients, `sticky` sends each of their sessions to the
    worker that opened it. `database` and `state_keys` are what all workers share.
    """
    shared = {
        "ITSUPPORT_DATABASE": database,
        KEYS: state_keys,
        STATELESS: "1" if stateless else None,
    }
    settings = {name: value for name, value in shared.items() if value}
    return Fleet(servers, workers, sticky=sticky, settings=settings)
