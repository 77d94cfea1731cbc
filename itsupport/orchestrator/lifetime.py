"""How an orchestrator ends: when it is told to, when nobody holds it any more, when Python ends.

These are functions and not methods, so that nothing here keeps the orchestrator alive.
"""

import os
import threading
from collections.abc import AsyncIterator

from itsupport.llm import Model
from itsupport.orchestrator.answers import Answer
from itsupport.orchestrator.background_loop import BackgroundLoop
from itsupport.orchestrator.events import AnswerReady, Event
from itsupport.orchestrator.servers import Servers

END_SECONDS = 12.0
"""Servers that ignore every hint take six; more would mean that something blocks the loop."""


async def last_answer(events: AsyncIterator[Event]) -> Answer:
    """Follow the events of a question to its answer."""
    answer = None
    async for event in events:
        if isinstance(event, AnswerReady):
            answer = event.answer
    assert answer is not None, "every stream of events ends with the answer, or raises"
    return answer


def end_everything(
    process: int, loop: BackgroundLoop, servers: Servers, model: Model, own: bool
) -> None:
    """What happens when nobody holds the orchestrator any more, or Python ends.

    `process` is where the orchestrator was made: a forked child must not end its parent's servers.
    The model is closed when it is the orchestrator's `own`; another may have other work. It is held
    until here in any case, so that what it has open in this loop ends with the loop.
    """
    if os.getpid() != process:
        return
    if loop.is_current_thread():  # garbage is collected wherever it is found
        threading.Thread(target=end_everything, args=(process, loop, servers, model, own)).start()
        return
    try:
        if loop.running:
            loop.run(_leave(servers, model if own else None), END_SECONDS)
    finally:  # an interrupt, or a tool that blocks the loop, ends the waiting and not the ending
        loop.stop()
        servers.logs.remove()


async def _leave(servers: Servers, model: Model | None) -> None:
    await servers.stop()
    if model:
        await model.close()
