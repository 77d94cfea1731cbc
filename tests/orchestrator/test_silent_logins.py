"""A login server that says nothing: nobody waits beyond a bound, and it is named."""

import asyncio
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from itsupport.errors import SupportError
from itsupport.orchestrator import MCPOrchestrator, ServerStartError
from itsupport.orchestrator.asking import LinkRequest, UserReply
from itsupport.servers import build_server
from tests.orchestrator.conftest import ScriptedModel

CALL = 3.0
STEPS = ["/about", "/.well-known/oauth-authorization-server/login", "/register", "/token"]
GOOD = {"tickets": build_server("tickets")}
PLAIN = {
    "initialize": {
        "protocolVersion": "2025-11-25",
        "capabilities": {"tools": {}},
        "serverInfo": {"name": "there", "version": "1"},
    },
    "tools/list": {"tools": [{"name": "speak", "inputSchema": {"type": "object"}}]},
}


def silent_at(
    step: str, open_to_all: dict[str, Any] = PLAIN, **ends: str
) -> Callable[[Request], Any]:
    """A server of 2025 whose tool wants a login; the login server never answers at `step`."""

    async def answer(request: Request) -> Response:
        path, own = request.url.path, str(request.base_url).rstrip("/")
        if path == step:
            await asyncio.sleep(60)
        if path == "/mcp":
            return await _spoken(request, f"{own}/about", open_to_all)
        if path == "/about":
            return JSONResponse(
                {"resource": f"{own}/mcp", "authorization_servers": [f"{own}/login"]}
            )
        if path == "/register":
            return JSONResponse(await request.json() | {"client_id": "c"}, 201)
        own_ends = {f"{name}_endpoint": f"{own}/{name}" for name in ("authorization", "token")}
        return JSONResponse(
            own_ends
            | ends
            | {"issuer": f"{own}/login", "registration_endpoint": f"{own}/register"}
            | {"response_types_supported": ["code"], "code_challenge_methods_supported": ["S256"]}
        )

    return answer


async def _spoken(request: Request, about: str, open_to_all: dict[str, Any]) -> Response:
    if request.method != "POST":
        return Response(status_code=405)
    message = await request.json()
    if "id" not in message:
        return Response(status_code=202)
    head = {"jsonrpc": "2.0", "id": message["id"]}
    if message["method"] in open_to_all:
        return JSONResponse(head | {"result": open_to_all[message["method"]]})
    if message["method"] == "server/discover":
        return JSONResponse(head | {"error": {"code": -32601, "message": "unknown"}})
    return Response(
        status_code=401, headers={"WWW-Authenticate": f'Bearer resource_metadata="{about}"'}
    )


def logs_in(request: Any) -> UserReply:
    """A person whose browser comes back at once."""
    assert isinstance(request, LinkRequest)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(request.url).query).items()}
    own = request.url.partition("/authorization")[0]
    brought = {"code": "abc", "state": asked["state"], "iss": f"{own}/login"}
    httpx2.get(asked["redirect_uri"], params=brought, trust_env=False)
    return UserReply("accept")


def desk_at(address: str, **times: float) -> MCPOrchestrator:
    there = {"there": {"url": f"{address}/mcp", "auth": "oauth"}}
    return MCPOrchestrator(GOOD | there, ScriptedModel(), ask_user=logs_in, **times)  # type: ignore[arg-type]


def failed(desk: MCPOrchestrator) -> dict[str, Any]:
    """The envelope of a call that must fail, soon."""
    started = time.monotonic()
    with pytest.raises(SupportError) as caught:
        desk.call_tool("speak")
    assert time.monotonic() - started < 10
    return dict(caught.value.envelope)


@pytest.mark.parametrize("step", STEPS)
def test_a_call_that_waits_for_a_silent_login_server_names_it(other: Any, step: str) -> None:
    address = other(silent_at(step))
    with desk_at(address, call_timeout=CALL) as desk:
        desk.call_tool("get_ticket_metrics")
        for _ in range(2):
            problem = failed(desk)
            assert problem["error"] == f"The login at there got no answer from {address}{step}"
            assert problem["context"] == {"server": "there", "login": f"{address}{step}"}
        assert desk.server_states["there"] == "ready", "it is not the one that hangs"
        assert desk.call_tool("get_ticket_metrics")["total"]


@pytest.mark.parametrize("step", STEPS)
def test_a_login_is_given_up_before_a_patient_call_is(
    other: Any, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("itsupport.orchestrator.login.steps.STEP_SECONDS", 0.3)
    address = other(silent_at(step))
    with desk_at(address, call_timeout=60) as desk:
        for _ in range(2):
            problem = failed(desk)
            assert problem["error"].endswith(f"got no answer from {address}{step}")
            assert problem["retryable"]
        assert desk.server_states["there"] == "ready"


def test_a_start_that_waits_for_a_silent_login_server_names_it(other: Any) -> None:
    address = other(silent_at("/register", open_to_all={}))
    with pytest.raises(ServerStartError, match=f"got no answer from {address}/register"):
        desk_at(address, start_timeout=2).start_servers()


def test_a_login_server_that_is_not_there_is_named(other: Any) -> None:
    gone = "http://127.0.0.1:9/token"
    with desk_at(other(silent_at("nowhere", token_endpoint=gone))) as desk:
        assert failed(desk)["error"].endswith(f"got no answer from {gone}")
        assert desk.server_states["there"] == "ready"
