"""One thread with one event loop, so that async work never depends on the caller's loop.

A notebook cell, a widget callback, a script and a test all have different loops, or none. Work
handed to this loop runs the same from each of them. Nobody's loop is patched.
"""

import asyncio
import concurrent.futures
import sys
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Generator
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

Result = TypeVar("Result")
Item = TypeVar("Item")

INTERRUPT_CHECK_SECONDS = 0.2
"""Windows notices Ctrl-C only between waits, so a long wait is cut into pieces."""


class BackgroundLoop:
    """Runs coroutines in a thread of its own; the thread starts with the first one."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._guard = threading.Lock()

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Run to the end and return the result. An interrupt cancels this work and nothing else."""
        if self.is_current_thread():
            work.close()
            raise RuntimeError("This call would wait for itself: use the async form, with await.")
        future = self._submit(work)
        try:
            while True:
                try:
                    return future.result(INTERRUPT_CHECK_SECONDS)
                except concurrent.futures.TimeoutError:
                    if future.done():
                        raise
        except BaseException:
            future.cancel()
            raise

    async def arun(self, work: Coroutine[Any, Any, Result]) -> Result:
        """The same for callers with a loop of their own, which stays free meanwhile."""
        return await asyncio.wrap_future(self._submit(work))

    def iterate(self, items: AsyncIterator[Item]) -> Generator[Item, None, None]:
        """Yield the items of an async iterator as they come; leaving the loop early cancels it."""
        arrived: SimpleQueue[Item | None] = SimpleQueue()
        future = self._submit(_feed(items, arrived.put))
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
            here.call_soon_threadsafe(arrived.put_nowait, item)

        future = self._submit(_feed(items, put))
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
            thread.join()

    def _submit(self, work: Coroutine[Any, Any, Result]) -> concurrent.futures.Future[Result]:
        with self._guard:
            if self._loop is None:
                self._loop = _new_loop()
                self._thread = threading.Thread(
                    target=_serve, args=(self._loop,), name=self._name, daemon=True
                )
                self._thread.start()
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
        remaining = asyncio.all_tasks(loop)
        for task in remaining:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*remaining, return_exceptions=True))
        loop.run_until_complete(loop.shutdown_asyncgens())
    finally:
        loop.close()


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
