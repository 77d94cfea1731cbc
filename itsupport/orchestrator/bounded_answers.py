"""The body of an HTTP answer, read up to a limit: an endless one would take all memory.

A stream of events may go on for ever; the SDK limits each event. Compressed answers are refused,
because a small one can unfold into an endless one, and the client says that it wants none.
"""

from collections.abc import AsyncIterator

import httpx2

from itsupport.errors import SupportError
from itsupport.llm.addresses import shown

LONGEST_BODY = 64 * 1024 * 1024
"""Bytes; as much as one line of a server on stdio may have."""

UNCOMPRESSED = {"accept-encoding": "identity"}


async def bounded(answer: httpx2.Response) -> httpx2.Response:
    """The same answer, whose body ends at the limit. Raises `SupportError` for a compressed one."""
    if answer.headers.get("content-encoding", "identity").lower() != "identity":
        await answer.aclose()
        raise SupportError(
            f"{shown(str(answer.request.url))} sends compressed answers",
            "It was asked not to: a small compressed answer can be endless when it is unpacked.",
            suggested_actions=["Turn compression off there, or in the proxy before it."],
        )
    if isinstance(answer.stream, httpx2.AsyncByteStream) and not _is_events(answer):
        answer.stream = _Bounded(answer.stream)
    return answer


def _is_events(answer: httpx2.Response) -> bool:
    return answer.headers.get("content-type", "").lower().startswith("text/event-stream")


class _Bounded(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for piece in self._stream:
            size += len(piece)
            if size > LONGEST_BODY:
                raise httpx2.StreamError(f"The answer has more than {LONGEST_BODY:,} bytes")
            yield piece

    async def aclose(self) -> None:
        await self._stream.aclose()
