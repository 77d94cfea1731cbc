"""One address in front of several workers: each request goes to the next one in turn.

With `sticky`, requests of one 2025-era session go to the worker that opened it, which this front
must remember. What it leaves out, and a real proxy has: TLS, weights, health checks, limits.
"""

import json
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count

import httpx2
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from itsupport.errors import SupportError

SESSION = "mcp-session-id"
ONE_HOP_ONLY = {"connection", "keep-alive", "transfer-encoding", "host", "te", "upgrade"}
KEPT_VISITS = 20_000
MOST_CONNECTIONS = 200


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: which worker got it, what it asked for, and the answer's HTTP status."""

    worker: str
    method: str
    status: int


class Front:
    """The ASGI application is `app`; what went through it is in `visits`."""

    def __init__(self, workers: Mapping[str, str], *, sticky: bool = False) -> None:
        """`workers` maps a name, such as A, to a base address."""
        self._workers = dict(workers)
        self._turn = count()
        self._sticky = sticky
        self._sessions: dict[str, str] = {}
        self.visits: deque[Visit] = deque(maxlen=KEPT_VISITS)
        methods = ["GET", "POST", "DELETE"]
        route = Route("/{path:path}", self._pass_on, methods=methods)
        self.app = Starlette(routes=[route], lifespan=self._lifespan)

    @asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        limits = httpx2.Limits(max_connections=MOST_CONNECTIONS)
        patience = httpx2.Timeout(60, connect=5, read=300, pool=120)
        async with httpx2.AsyncClient(limits=limits, timeout=patience, trust_env=False) as client:
            self._client = client
            yield

    async def _pass_on(self, request: Request) -> Response:
        body = await request.body()
        what = _method(request, body)
        for worker in self._candidates(request):
            try:
                answer = await self._sent(worker, request, body)
            except (httpx2.ConnectError, httpx2.ConnectTimeout):  # not sent: another may have it
                self.visits.append(Visit(worker, what, 0))
                continue
            except httpx2.TransportError:  # sent: whether it was done, nobody knows
                self.visits.append(Visit(worker, what, 0))
                return _broken("The worker broke off before it answered")
            self.visits.append(Visit(worker, what, answer.status_code))
            if session := answer.headers.get(SESSION):
                self._sessions[session] = worker
            return _passed_back(answer)
        return _broken("No worker can be reached")

    def _candidates(self, request: Request) -> list[str]:
        """The worker whose turn it is, then the others."""
        names = list(self._workers)
        home = self._sessions.get(request.headers.get(SESSION, ""))
        if self._sticky and home:
            return [home]  # no other worker knows the session
        first = next(self._turn) % len(names)
        return names[first:] + names[:first]

    async def _sent(self, worker: str, request: Request, body: bytes) -> httpx2.Response:
        query = f"?{request.url.query}" if request.url.query else ""
        url = f"{self._workers[worker]}{request.url.path}{query}"
        headers = {
            name: value for name, value in request.headers.items() if name not in ONE_HOP_ONLY
        }
        passed = self._client.build_request(request.method, url, headers=headers, content=body)
        return await self._client.send(passed, stream=True)


def _passed_back(answer: httpx2.Response) -> Response:
    """The answer as it comes, piece by piece: it may be a stream of events."""
    headers = {name: value for name, value in answer.headers.items() if name not in ONE_HOP_ONLY}
    return StreamingResponse(
        answer.aiter_raw(), answer.status_code, headers, background=BackgroundTask(answer.aclose)
    )


def _broken(error: str) -> Response:
    envelope = SupportError(
        error, suggested_actions=["Ask again, if asking twice does no harm."], retryable=True
    ).envelope
    return JSONResponse(envelope, 502)


def _method(request: Request, body: bytes) -> str:
    """What a message asks for, such as tools/call; else the HTTP method."""
    try:
        return str(json.loads(body)["method"])
    except (ValueError, KeyError, TypeError):
        return request.method
