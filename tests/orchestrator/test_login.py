"""The orchestrator logs in when a server wants it, asks the person, and keeps every secret."""

import asyncio
import json
import logging
import re
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from itsupport.errors import SupportError
from itsupport.llm import offline_model
from itsupport.orchestrator import MCPOrchestrator, ServerStartError
from itsupport.orchestrator.asking import LinkRequest, UserReply
from itsupport.orchestrator.configuration import specifications
from itsupport.orchestrator.login.safe_addresses import check_address
from itsupport.record_store import forget
from itsupport.servers.account.running import account_running
from itsupport.servers.catalog import build_server
from itsupport.servers.http import start_http
from itsupport.teaching.plain_login import PlainLogin
from itsupport.teaching.scripted_person import ScriptedPerson


@pytest.fixture
def base() -> Iterator[str]:
    with account_running() as address:
        yield address
    forget()


def entry(base: str, **more: Any) -> dict[str, Any]:
    return {"account": {"url": f"{base}/account/mcp", "auth": "oauth"} | more}


@pytest.fixture
def desk(base: str) -> Iterator[MCPOrchestrator]:
    """Nobody is in front of it unless a test says so."""
    with MCPOrchestrator(entry(base), offline_model()) as orchestrator:
        yield orchestrator


# Logging in


def test_a_desk_starts_before_anybody_is_logged_in_and_says_what_to_do(
    desk: MCPOrchestrator,
) -> None:
    assert "login" in desk.tool_to_server
    with pytest.raises(SupportError, match="Nobody is logged in at account") as raised:
        desk.call_tool("login")
    assert raised.value.envelope["suggested_actions"]
    assert desk.server_states == {"account": "ready"}


def test_the_first_call_logs_in_and_the_others_do_not_ask_again(desk: MCPOrchestrator) -> None:
    person = ScriptedPerson("rafael")
    assert desk.call_tool("login", ask_user=person)["username"] == "rafael"
    pages = len(person.visited)
    assert desk.call_tool("list_my_tickets", ask_user=person)["customer_id"] == "CUST-001"
    assert len(person.visited) == pages
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/callback", person.visited[-1])


def test_a_question_logs_in_and_goes_on_to_its_answer(desk: MCPOrchestrator) -> None:
    answer = desk.query("What are my tickets?", ask_user=ScriptedPerson("owen"))
    assert answer.calls[0].error is None
    assert "CUST-002" in answer.text


def test_a_wider_permission_is_asked_for_when_it_is_needed(desk: MCPOrchestrator) -> None:
    person = ScriptedPerson("rafael")
    assert desk.call_tool("login", ask_user=person)["scopes"] == ["tickets:read"]
    said = {"ticket_id": "TKT-1001", "text": "Thank you."}
    assert desk.call_tool("comment_on_ticket", said, ask_user=person)["author"] == "Rafael Munro"
    assert desk.call_tool("login")["scopes"] == ["tickets:read", "tickets:write"]


def test_a_login_outlives_the_connection_and_not_the_desk(base: str) -> None:
    desk = MCPOrchestrator(entry(base), offline_model())
    desk.call_tool("login", ask_user=ScriptedPerson("rafael"))
    desk.stop_servers()
    assert desk.call_tool("login")["username"] == "rafael"
    desk.stop_servers()
    with (
        MCPOrchestrator(entry(base), offline_model()) as other,
        pytest.raises(SupportError, match="Nobody"),
    ):
        other.call_tool("login")


def test_tokens_are_renewed_without_anybody_being_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    lifetime = "itsupport.servers.authorization.provider.ACCESS_SECONDS"
    monkeypatch.setattr(lifetime, -1)
    with start_http({"account": build_server("account")}) as site:
        wanted = {"account": {"url": site.urls["account"], "auth": "oauth"}}
        desk = MCPOrchestrator(wanted, offline_model())
        desk.call_tool("login", ask_user=ScriptedPerson("rafael"))
        desk.stop_servers()
        monkeypatch.setattr(lifetime, 300)
        assert desk.call_tool("login")["username"] == "rafael", "after a restart too"
        desk.stop_servers()
        paths = [exchange.path for exchange in site.exchanges]
    assert paths.count("/authorization/token") == 2
    assert paths.count("/authorization/register") == 1
    assert paths.count("/authorization/authorize") == 1


def test_calls_of_one_round_log_in_once(desk: MCPOrchestrator) -> None:
    person = ScriptedPerson("rafael")

    async def three() -> list[Any]:
        calls = [desk.acall_tool("login", ask_user=person) for _ in range(3)]
        return await asyncio.gather(*calls)

    assert [found["username"] for found in asyncio.run(three())] == ["rafael"] * 3
    assert len([page for page in person.visited if page.endswith("/authorize")]) == 1


def test_no_call_runs_out_of_time_while_the_person_is_logging_in(base: str) -> None:
    person, seen = ScriptedPerson("rafael"), threading.Event()

    def slow(request: Any) -> UserReply:
        seen.wait(1.5)  # longer than a call may take
        return person(request)

    with MCPOrchestrator(entry(base), offline_model(), call_timeout=1) as desk:
        first = asyncio.run(_both(desk, slow))
    assert [found["username"] for found in first] == ["rafael", "rafael"]


async def _both(desk: MCPOrchestrator, ask_user: Any) -> list[Any]:
    calls = [desk.acall_tool("login", ask_user=ask_user) for _ in range(2)]
    return await asyncio.gather(*calls)


@pytest.mark.parametrize("action", ["decline", "cancel"])
def test_who_does_not_want_to_log_in_is_asked_once(desk: MCPOrchestrator, action: Any) -> None:
    asked: list[Any] = []

    def no(request: Any) -> UserReply:
        asked.append(request)
        return UserReply(action)

    with pytest.raises(SupportError, match="did not want to log in"):
        desk.call_tool("login", ask_user=no)
    assert len(asked) == 1
    assert isinstance(asked[0], LinkRequest)
    assert desk.server_states == {"account": "ready"}
    assert desk.call_tool("login", ask_user=ScriptedPerson("rafael"))["username"] == "rafael"


def test_who_says_no_on_the_page_is_not_logged_in(desk: MCPOrchestrator) -> None:
    with pytest.raises(SupportError, match="Nobody was logged in"):
        desk.call_tool("login", ask_user=ScriptedPerson("rafael", allows=False))
    assert desk.server_states == {"account": "ready"}


def test_waiting_for_the_browser_ends(
    desk: MCPOrchestrator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("itsupport.orchestrator.login.login.RETURN_SECONDS", 0.1)
    with pytest.raises(SupportError, match="did not come back"):
        desk.call_tool("login", ask_user=lambda _: UserReply("accept"))


def test_an_answer_that_is_not_ours_is_not_taken(desk: MCPOrchestrator) -> None:
    import httpx2

    person, refused = ScriptedPerson("rafael"), []

    def attacked_first(request: LinkRequest) -> UserReply:
        asked = httpx2.URL(request.url).params
        for forged in ("?code=x&state=x", "?code=x", ""):
            address = f"{asked['redirect_uri']}{forged}"
            refused.append(httpx2.get(address, trust_env=False).status_code)
        refused.append(httpx2.post(asked["redirect_uri"], trust_env=False).status_code)
        return person(request)

    found = desk.call_tool("login", ask_user=attacked_first)  # type: ignore[arg-type]
    assert found["username"] == "rafael"
    assert refused == [400, 400, 400, 404]


def test_after_logging_out_the_next_call_asks_again(base: str, desk: MCPOrchestrator) -> None:
    desk.call_tool("login", ask_user=ScriptedPerson("rafael"))
    desk.log_out("account")
    with pytest.raises(SupportError, match="Nobody is logged in"):
        desk.call_tool("login")
    assert desk.call_tool("login", ask_user=ScriptedPerson("owen"))["username"] == "owen"
    desk.log_out("account")
    desk.log_out("account")
    with pytest.raises(SupportError, match="There is no login at acount"):
        desk.log_out("acount")


def test_the_calendar_is_linked_in_the_middle_of_a_question(desk: MCPOrchestrator) -> None:
    answer = desk.query("Check my calendar", ask_user=ScriptedPerson("rafael"))
    [call] = answer.calls
    assert call.error is None
    assert "network cabinet" in answer.text


# A program that is registered by hand


SPELLINGS = [("client_id", "client_secret"), ("clientId", "clientSecret")]


def registered_by_hand(base: str, **changes: Any) -> dict[str, Any]:
    """What a person who registers a program is told: its id, its secret, and who gave them."""
    with PlainLogin(base) as form:
        form.discover()
        return form.register(**changes).json() | {"issuer": form.server["issuer"]}


@pytest.mark.parametrize(("identifier", "secret"), SPELLINGS)
def test_a_program_that_is_known_logs_in_with_its_own_id_and_secret(
    identifier: str, secret: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with start_http({name: build_server(name) for name in ("account", "tickets")}) as site:
        method = {"token_endpoint_auth_method": "client_secret_basic"}
        known = registered_by_hand(site.url, **method)
        auth = {identifier: known["client_id"], secret: known["client_secret"]}
        wanted = entry(site.url, auth=auth | {"issuer": known["issuer"]})
        with MCPOrchestrator(wanted, offline_model(), ask_user=ScriptedPerson("owen")) as desk:
            assert desk.call_tool("login")["username"] == "owen"
            kept = repr(vars(desk)) + repr(specifications(wanted)) + caplog.text
            desk.log_out("account")
        paths = [exchange.path for exchange in site.exchanges]
    assert paths.count("/authorization/register") == 1, "the one by hand"
    assert known["client_secret"] not in kept + json.dumps([m.body for m in desk.wire])


def test_a_known_program_without_a_secret_logs_in_with_its_id(base: str) -> None:
    auth = {"CLIENT_ID": registered_by_hand(base)["client_id"], "scopes": ["of other hosts"]}
    with MCPOrchestrator(
        entry(base, auth=auth), offline_model(), ask_user=ScriptedPerson("owen")
    ) as desk:
        assert desk.call_tool("login")["username"] == "owen"


def test_a_secret_goes_only_to_the_issuer_that_gave_it() -> None:
    with start_http({name: build_server(name) for name in ("account", "tickets")}) as site:
        auth = {"client_id": "x", "client_secret": "s", "issuer": "https://login.example"}
        wanted = entry(site.url, auth=auth)
        with MCPOrchestrator(wanted, offline_model(), ask_user=ScriptedPerson("owen")) as desk:
            assert desk.call_tool("login")["username"] == "owen", "it registered anew"
        paths = [exchange.path for exchange in site.exchanges]
    assert paths.count("/authorization/register") == 1


def test_where_no_program_can_register_itself_the_error_says_how_to_be_known(other: Any) -> None:
    async def without_registration(request: Request) -> Response:
        own = str(request.base_url).rstrip("/")
        if "oauth-authorization-server" in request.url.path:
            pages = {f"{name}_endpoint": f"{own}/{name}" for name in ("authorization", "token")}
            return JSONResponse({"issuer": f"{own}/", "response_types_supported": ["code"]} | pages)
        return Response(status_code=401 if request.url.path == "/mcp" else 404)

    wanted = {"there": {"url": f"{other(without_registration)}/mcp", "auth": "oauth"}}
    desk = MCPOrchestrator(wanted, offline_model(), ask_user=ScriptedPerson("rafael"))
    with pytest.raises(ServerStartError, match=r"Register this program there by hand"):
        desk.start_servers()


# Secrets


SECRETS = re.compile(r"eyJ[\w-]+\.|Bearer|river-stone|refresh_token|code_verifier|[?&]code=")
"""Tokens, headers, passwords and codes, however they are written."""


def test_no_secret_is_written_down_anywhere(
    base: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG, "itsupport")
    caplog.set_level(logging.INFO)
    person = ScriptedPerson("rafael")
    desk = MCPOrchestrator(entry(base), offline_model(), ask_user=person)
    answer = desk.query("Check my calendar")
    said = {"ticket_id": "TKT-1001", "text": "Thank you."}
    desk.call_tool("comment_on_ticket", said)
    wire = json.dumps([message.body for message in desk.wire])
    inside = repr(vars(desk)) + repr(desk._servers.connections["account"].login)
    kept = {
        "wire": wire,
        "wire table": desk.wire.to_frame().to_string(),
        "wire diagram": str(desk.wire.to_mermaid()),
        "answer": repr(answer) + answer.to_markdown() + str(answer.to_mermaid()),
        "calls": repr(answer.calls),
        "server log": desk.server_log("account"),
        "logs": caplog.text,
        "screen": "".join(capfd.readouterr()),
        "desk": inside,
        "person": repr(person) + repr(person.visited),
        "instructions": desk.instructions + json.dumps(desk.get_available_tools()),
    }
    desk.stop_servers()
    assert {where: SECRETS.findall(text) for where, text in kept.items()} == {
        where: [] for where in kept
    }


def test_headers_are_not_shown(base: str) -> None:
    secret = {"Authorization": "Bearer river-stone"}
    given = specifications(entry(base, headers=secret))
    assert "river-stone" not in repr(given)


# Other servers


@pytest.mark.parametrize(
    ("answer", "words", "advice"),
    [
        (Response(status_code=401), "wants a login. It answered with HTTP 401", '"auth": "oauth"'),
        (PlainTextResponse("no", 403), "does not allow this", "more rights"),
        (
            RedirectResponse("https://elsewhere.example/mcp?x=1"),
            "sends elsewhere",
            "Write https://e",
        ),
        (PlainTextResponse("Traceback river-stone", 500), "has failed. It answered", "log"),
        (Response(status_code=404), "has no MCP server at this path", "/mcp"),
        (JSONResponse({"detail": "busy"}, 429), "too much to do", "Wait"),
    ],
    ids=["401", "403", "redirect", "500", "404", "429"],
)
def test_what_a_server_answers_at_the_start_is_said_in_words(
    other: Any, answer: Response, words: str, advice: str
) -> None:
    address = other(lambda request: answer)
    desk = MCPOrchestrator({"there": {"url": f"{address}/mcp"}}, offline_model())
    with pytest.raises(ServerStartError, match="The server there did not start") as raised:
        desk.start_servers()
    assert words in str(raised.value)
    assert advice in str(raised.value)
    assert "river-stone" not in str(raised.value)
    assert "x=1" not in str(raised.value)


def test_a_server_that_is_not_there_is_named_with_what_to_do(base: str) -> None:
    desk = MCPOrchestrator({"there": {"url": "http://127.0.0.1:9/mcp"}}, offline_model())
    with pytest.raises(ServerStartError, match="Nothing listens at") as raised:
        desk.start_servers()
    assert raised.value.envelope["suggested_actions"] == ["Start it there, or correct its url."]


def test_a_server_that_wants_a_login_from_the_start_gets_it_or_an_error(other: Any) -> None:
    address = other(lambda request: Response(status_code=401))
    wanted = {"there": {"url": f"{address}/mcp", "auth": "oauth"}}
    desk = MCPOrchestrator(wanted, offline_model(), ask_user=ScriptedPerson("rafael"))
    with pytest.raises(ServerStartError, match=r"Logging in at .* failed") as raised:
        desk.start_servers()
    assert "OAuth" in str(raised.value)


@pytest.mark.parametrize(
    ("url", "server", "safe"),
    [
        ("https://login.example/authorize", "https://a.example/mcp", True),
        ("http://127.0.0.1:1/authorize", "http://localhost:2/mcp", True),
        ("http://login.example/authorize", "https://a.example/mcp", False),
        ("http://127.0.0.1:1/authorize", "https://a.example/mcp", False),
        ("https://127.0.0.1:1/authorize", "https://a.example/mcp", False),
        ("http://a.example/mcp", "http://a.example/mcp", False),
    ],
)
def test_secrets_go_over_https_or_stay_on_this_machine(url: str, server: str, safe: bool) -> None:
    if safe:
        check_address(url, server)
    else:
        with pytest.raises(SupportError, match="not safe"):
            check_address(url, server)


def test_a_server_cannot_send_the_login_to_an_unsafe_address(other: Any) -> None:
    async def leads_astray(request: Request) -> Response:
        own = str(request.base_url).rstrip("/")
        if "oauth-protected-resource" in request.url.path:
            said = {"resource": f"{own}/mcp", "authorization_servers": ["http://evil.example/"]}
            return JSONResponse(said)
        return Response(status_code=401)

    address = other(leads_astray)
    wanted = {"there": {"url": f"{address}/mcp", "auth": "oauth"}}
    desk = MCPOrchestrator(wanted, offline_model(), ask_user=ScriptedPerson("rafael"))
    started = time.monotonic()
    with pytest.raises(ServerStartError, match=r"evil\.example.*not safe"):
        desk.start_servers()
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    "auth",
    ["Bearer x", True, {}, {"client_secret": "x"}, {"client_id": "y", "client_secret": ["x"]}],
)
def test_another_kind_of_login_is_refused_without_repeating_it(base: str, auth: Any) -> None:
    with pytest.raises(SupportError, match='"auth" of the server account') as raised:
        specifications(entry(base, auth=auth))
    assert "x" not in raised.value.envelope["error"].replace("account", "")
