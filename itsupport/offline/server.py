"""The offline model as a web server on this machine, for any client that speaks OpenAI's APIs.

It keeps nothing and asks for no key. A body has a largest size, a request that does not go on is
hung up on, and the first Ctrl-C or SIGTERM ends the process, open streams included.
"""

import asyncio
import os
import socket
from collections.abc import Collection
from contextlib import suppress
from ipaddress import ip_address
from types import FrameType
from urllib.parse import urlsplit

import uvicorn
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from itsupport.offline.service.handler import Answer, one_by_one, refused, serve
from itsupport.offline.service.refusals import Refusal
from itsupport.patience import ImpatientProtocol

LARGEST_BODY = 8 * 1024 * 1024
_PATIENCE = 20


def model_server(host: str, patience: int = _PATIENCE) -> uvicorn.Server:
    """The server; `run(sockets=[listener])` serves. A client may be silent for `patience` s."""
    settings = uvicorn.Config(
        _application({"localhost", host.lower(), socket.gethostname().lower()}, patience),
        http=ImpatientProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=patience,
    )
    return _Server(settings)


class _Server(uvicorn.Server):
    """Nothing is kept, so at the end there is nothing to wait for."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002
        os._exit(128 + sig)


def _application(names: Collection[str], patience: float) -> ASGIApp:
    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        with suppress(ClientDisconnect):
            response = _response(await _answer(request, names, patience))
            await response(scope, receive, send)

    return application


async def _answer(request: Request, names: Collection[str], patience: float) -> Answer:
    try:
        _check_host(request.headers.get("host", ""), names)
        async with asyncio.timeout(patience):
            body = await _body(request)
    except Refusal as refusal:
        return refused(refusal)
    except TimeoutError:
        answer = refused(Refusal("The request did not arrive in time.", status=408))
        return answer._replace(headers=answer.headers | {"connection": "close"})
    return await run_in_threadpool(serve, request.method, request.url.path, request.headers, body)


def _check_host(given: str, names: Collection[str]) -> None:
    """Refuse a name that is not this machine's.

    A web page can give its own name our address, and then ask us in its visitor's browser (DNS
    rebinding). An address in place of a name cannot be such a trick.
    """
    with suppress(ValueError):
        host = urlsplit(f"//{given}").hostname or ""
        if host in names:
            return
        ip_address(host)
        return
    raise Refusal(f"The host '{given}' is not this machine. Use its address.", status=403)


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_BODY:
            raise Refusal(f"The request is larger than {LARGEST_BODY} bytes.", status=413)
    return bytes(body)


def _response(answer: Answer) -> Response:
    if isinstance(answer.body, bytes):
        return Response(answer.body, answer.status, answer.headers)
    return StreamingResponse(one_by_one(answer.body), answer.status, answer.headers)
