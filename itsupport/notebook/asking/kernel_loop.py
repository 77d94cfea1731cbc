"""Whether a click could arrive: not while the cell itself waits for the orchestrator.

A click is a message to the kernel, and the kernel reads none while a cell blocks it. A cell that
awaits, and one that has returned, leave it free.
"""

import asyncio
import sys
import threading
from typing import Any

from itsupport.errors import SupportError
from itsupport.orchestrator import background_loop

SECONDS_TO_ANSWER = 1.0


def check_that_there_is_a_page() -> None:
    """Raises `SupportError` outside a notebook."""
    if _kernel() is None:
        raise SupportError(
            "There is no notebook to show a form in",
            "ask_in_cell shows it below a cell, and this is a script or a plain terminal.",
            suggested_actions=["Give ask_user a function of your own, or use itsupport chat."],
        )


async def check_that_clicks_arrive(instead: str) -> None:
    """Raises `SupportError` where nobody could ever answer; `instead` is what to write then."""
    kernel = _kernel()
    if kernel and not await _is_free(kernel.io_loop.asyncio_loop) and _main_thread_waits():
        raise SupportError(
            "A form cannot be answered while its cell blocks",
            "The cell waits for the answer, and the kernel takes no click before the cell is done.",
            suggested_actions=[f"Write {instead} instead.", "Or ask in the chat: Chat(desk)."],
        )


def _kernel() -> Any:
    """The kernel that runs this, whose loop runs cells and takes messages; none in a script."""
    from IPython.core.getipython import get_ipython

    return getattr(get_ipython(), "kernel", None)


async def _is_free(loop: asyncio.AbstractEventLoop) -> bool:
    answered, here = asyncio.Event(), asyncio.get_running_loop()
    loop.call_soon_threadsafe(here.call_soon_threadsafe, answered.set)
    try:
        await asyncio.wait_for(answered.wait(), SECONDS_TO_ANSWER)
    except TimeoutError:
        return False
    return True


def _main_thread_waits() -> bool:
    """Whether the kernel's thread stands in the orchestrator: then it waits for this very call."""
    frame = sys._current_frames().get(threading.main_thread().ident or 0)
    while frame and frame.f_code.co_filename != background_loop.__file__:
        frame = frame.f_back
    return frame is not None
