"""Puts the offline model behind the real `openai` client: an `httpx2` transport in process.

client = openai.OpenAI(
    api_key="not-needed", http_client=httpx2.Client(transport=OfflineTransport())
)
"""

import httpx2

from itsupport.offline.service.handler import Answer, Engine, one_by_one, serve


class OfflineTransport(httpx2.BaseTransport, httpx2.AsyncBaseTransport):
    """Answers every request of a `httpx2.Client` or `httpx2.AsyncClient`; nothing is sent.

    `engine` decides the replies; by default it is the offline model's own.
    """

    def __init__(self, engine: Engine | None = None) -> None:
        self._engine = engine

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer a request of a plain client."""
        answer = self._serve(request, request.read())
        return httpx2.Response(answer.status, headers=answer.headers, content=answer.body)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer a request of an asynchronous client."""
        answer = self._serve(request, await request.aread())
        content = answer.body if isinstance(answer.body, bytes) else one_by_one(answer.body)
        return httpx2.Response(answer.status, headers=answer.headers, content=content)

    def _serve(self, request: httpx2.Request, body: bytes) -> Answer:
        return serve(request.method, request.url.path, request.headers, body, self._engine)
