"""One thread with one event loop, so that async work never depends on the caller's loop.

A notebook cell, a widget callback, a script and a test all have different loops, or none. Work
handed to this loop runs the same from each of them. Nobody's loop is patched.
"""

import asyncio
import concurrent.futures
import math
import os
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Generator
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from itsupport.errors import SupportError

Result = TypeVar("Result")
Item = TypeVar("Item")

WAITS_FOR_ITSELF = "This call would wait for itself: use the async form, with await."
OF_ANOTHER_PROCESS = "The connections belong to the process that this one was forked from"
MAKE_A_NEW_ONE = "Make an orchestrator in the process that uses it."

END_SECONDS = 5.0
"""How long running work may take to end when the loop is stopped, before it is cancelled."""

INTERRUPT_CHECK_SECONDS = 0.2
"""Windows notices Ctrl-C only between waits, so a long wait is cut into pieces."""


class BackgroundLoop:
    """Runs coroutines in a thread of its own; the thread starts with the first one."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._guard = threading.Lock()
        self._process = 0

    def run(self, work: Coroutine[Any, Any, Result], seconds: float = math.inf) -> Result:
        """Run to the end and return the result. An interrupt cancels this work and nothing else.

        Raises `TimeoutError` when the work takes longer than `seconds`.
        """
        if self.is_current_thread():
            work.close()
            raise RuntimeError(WAITS_FOR_ITSELF)
        future, deadline = self.start(work), time.monotonic() + seconds
        try:
            while True:
                try:
                    return future.result(INTERRUPT_CHECK_SECONDS)
                except concurrent.futures.TimeoutError:
                    if future.done():
                        return future.result()
                    if time.monotonic() > deadline:
                        raise
        except BaseException:
            future.cancel()
            raise

    async def arun(self, work: Coroutine[Any, Any, Result]) -> Result:
        """The same for callers with a loop of their own, which stays free meanwhile."""
        return await asyncio.wrap_future(self.start(work))

    def iterate(self, items: AsyncIterator[Item]) -> Generator[Item, None, None]:
        """Yield the items of an async iterator as they come; leaving the loop early cancels it."""
        if self.is_current_thread():
            raise RuntimeError(WAITS_FOR_ITSELF)
        arrived: SimpleQueue[Item | None] = SimpleQueue()
        future = self.start(_feed(items, arrived.put))
        try:
            while (item := _take(arrived)) is not None:
                yield item
            future.result()
        finally:
            future.cancel()

    async def aiterate(self, items: AsyncIterator[Item]) -> AsyncIterator[Item]:
        """The same for callers with a loop of their own."""
        arrived: asyncio.Queue[Item | None] = asyncio.Queue()
        here = asyncio.get_running_loop()

        def put(item: Item | None) -> None:
            with suppress(RuntimeError):  # the caller's loop may have ended meanwhile
                here.call_soon_threadsafe(arrived.put_nowait, item)

        future = self.start(_feed(items, put))
        try:
            while (item := await arrived.get()) is not None:
                yield item
            await asyncio.wrap_future(future)
        finally:
            future.cancel()

    @property
    def running(self) -> bool:
        """Whether anything was ever run here, and the loop was not stopped since."""
        return self._loop is not None

    @property
    def is_of_another_process(self) -> bool:
        """Whether this process was forked from the one that the loop runs in."""
        return self._loop is not None and self._process != os.getpid()

    def is_current_thread(self) -> bool:
        """Whether the caller runs in this loop's own thread."""
        return threading.current_thread() is self._thread

    def stop(self) -> None:
        """End the loop and its thread. Work that is still running is cancelled."""
        with self._guard:
            loop, thread = self._loop, self._thread
            self._loop = self._thread = None
        if loop is None or thread is None:
            return
        loop.call_soon_threadsafe(loop.stop)
        if thread is not threading.current_thread():
            thread.join(2 * END_SECONDS)

    def start(self, work: Coroutine[Any, Any, Result]) -> concurrent.futures.Future[Result]:
        """Hand work over without waiting for it; cancelling the future cancels the work."""
        with self._guard:
            if self.is_of_another_process:
                work.close()
                raise SupportError(OF_ANOTHER_PROCESS, suggested_actions=[MAKE_A_NEW_ONE])
            if self._loop is None:
                loop = _new_loop()
                thread = threading.Thread(target=_serve, args=(loop,), name=self._name, daemon=True)
                thread.start()
                self._loop, self._thread, self._process = loop, thread, os.getpid()
            return asyncio.run_coroutine_threadsafe(work, self._loop)


def _new_loop() -> asyncio.AbstractEventLoop:
    """Jupyter on Windows prefers a loop that cannot start processes; ours always can."""
    if sys.platform == "win32":
        return asyncio.ProactorEventLoop()
    return asyncio.new_event_loop()


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
        loop.run_until_complete(_finish())
    finally:
        loop.close()


async def _finish() -> None:
    """Let what is about to end do so, cancel the rest, and wait for neither without a bound."""
    here = asyncio.current_task()
    for _ in range(2):
        remaining = [task for task in asyncio.all_tasks() if task is not here]
        if remaining:
            _, late = await asyncio.wait(remaining, timeout=END_SECONDS / 2)
            for task in late:
                task.cancel()
    await asyncio.get_running_loop().shutdown_asyncgens()


async def _feed(items: AsyncIterator[Item], put: Callable[[Item | None], None]) -> None:
    """Hand over every item; None says that there are no more."""
    try:
        async for item in items:
            put(item)
    finally:
        put(None)


def _take(queue: "SimpleQueue[Item]") -> Item:
    while True:
        try:
            return queue.get(timeout=INTERRUPT_CHECK_SECONDS)
        except Empty:
            continue
