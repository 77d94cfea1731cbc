"""The events of a question, and among them what servers ask the person meanwhile.

Both come to the caller's own thread, one after the other: a terminal has one place to type at.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Generator
from contextlib import closing, contextmanager

from itsupport.orchestrator import Event, MCPOrchestrator
from itsupport.orchestrator.asking import UserReply, UserRequest
from itsupport.orchestrator.background_loop import BackgroundLoop
from itsupport.orchestrator.forms import OpenQuestion

Happening = Event | OpenQuestion


@contextmanager
def happenings(
    desk: MCPOrchestrator, question: str
) -> Generator[Generator[Happening, None, None], None, None]:
    """Answer the question; leaving early cancels it, and withdraws what is still asked."""
    loop = BackgroundLoop("itsupport terminal")
    try:
        with closing(loop.iterate(_merged(desk, question))) as both:
            yield both
    finally:
        loop.stop()


async def _merged(desk: MCPOrchestrator, question: str) -> AsyncIterator[Happening]:
    arrived: asyncio.Queue[Happening | None] = asyncio.Queue()
    here = asyncio.get_running_loop()

    async def answered(request: UserRequest) -> UserReply:  # in the loop of the desk
        asked = OpenQuestion(request)
        here.call_soon_threadsafe(arrived.put_nowait, asked)
        return await asked.reply()

    def ask(request: UserRequest) -> Awaitable[UserReply]:
        """A plain function is asked one thing after the other: no time runs unseen."""
        return answered(request)

    async def follow() -> None:
        try:
            async for event in desk.astream(question, ask_user=ask):
                arrived.put_nowait(event)
        finally:
            arrived.put_nowait(None)

    following = asyncio.create_task(follow())
    try:
        while (happened := await arrived.get()) is not None:
            yield happened
        await following
    finally:
        following.cancel()
