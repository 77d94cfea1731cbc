"""How an orchestrator ends: when it is told to, when nobody holds it any more, when Python ends.

These are functions and not methods, so that nothing here keeps the orchestrator alive.
"""

import threading
from collections.abc import AsyncIterator

from itsupport.llm import Model
from itsupport.orchestrator.answers import Answer
from itsupport.orchestrator.background_loop import BackgroundLoop
from itsupport.orchestrator.events import AnswerReady, Event
from itsupport.orchestrator.servers import Servers


async def last_answer(events: AsyncIterator[Event]) -> Answer:
    """Follow the events of a question to its answer."""
    answer = None
    async for event in events:
        if isinstance(event, AnswerReady):
            answer = event.answer
    assert answer is not None, "every stream of events ends with the answer, or raises"
    return answer


def end_everything(loop: BackgroundLoop, servers: Servers, model: Model) -> None:
    """What happens when nobody holds the orchestrator any more, or Python ends."""
    if loop.is_current_thread():  # garbage is collected wherever it is found
        threading.Thread(target=end_everything, args=(loop, servers, model)).start()
        return
    if loop.running:
        loop.run(servers.stop())
        loop.run(model.close())
        loop.stop()
    servers.logs.remove()
