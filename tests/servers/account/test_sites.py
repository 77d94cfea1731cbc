"""The account server among others in one web server, at whichever name clients call it by."""

from typing import Any

import httpx2
import pytest

from itsupport.errors import SupportError
from itsupport.llm import offline_model
from itsupport.orchestrator import MCPOrchestrator
from itsupport.servers.account.sites import PUBLIC_URL
from itsupport.servers.catalog import build_server
from itsupport.servers.http import BearerTokens, start_http
from itsupport.teaching.plain_login import PlainLogin
from itsupport.teaching.scripted_person import ScriptedPerson

TOKEN = "made-up-token-of-a-test"


def test_alone_it_is_at_mcp_and_logs_people_in() -> None:
    with start_http({"account": build_server("account")}) as site:
        entry = {"url": site.urls["account"], "auth": "oauth"}
        assert entry["url"].endswith("/mcp")
        person = ScriptedPerson("owen")
        with MCPOrchestrator({"account": entry}, offline_model(), ask_user=person) as desk:
            assert desk.call_tool("login")["username"] == "owen"


def test_it_is_not_served_in_the_old_way_that_its_door_does_not_guard() -> None:
    servers = {name: build_server(name) for name in ("account", "tickets")}
    with start_http(servers, sse=True, tokens=BearerTokens({"test": TOKEN})) as site:
        statuses = {
            name: httpx2.get(f"{site.url}/{name}/sse", trust_env=False).status_code
            for name in servers
        }
    assert statuses == {"account": 404, "tickets": 401}


def test_it_has_its_own_login_where_the_others_have_a_token() -> None:
    servers = {name: build_server(name) for name in ("account", "tickets")}
    with start_http(servers, tokens=BearerTokens({"test": TOKEN})) as site:
        with PlainLogin(site.url) as client:
            client.discover()
            client.register()
            client.log_in(ScriptedPerson("owen"))
            assert client.call("login").status_code == 200
            assert client.call("login", token=TOKEN).status_code == 401
        others = httpx2.post(site.urls["tickets"], json={}, trust_env=False)
        assert others.status_code == 401
        assert "resource_metadata" not in others.headers["www-authenticate"]


def test_each_name_of_this_machine_has_logins_of_its_own(base: str) -> None:
    by_name = base.replace("127.0.0.1", "localhost")
    with PlainLogin(base) as number, PlainLogin(by_name) as name:
        for client in (number, name):
            client.discover()
            client.register()
            client.log_in(ScriptedPerson("owen"))
            assert client.call("login").status_code == 200
        assert name.server["issuer"] == f"{by_name}/authorization"
        assert number.call("login", token=name.tokens["access_token"]).status_code == 401


def test_a_port_that_somebody_else_names_counts_for_nothing(base: str) -> None:
    about = httpx2.get(
        f"{base}/.well-known/oauth-protected-resource/account/mcp",
        headers={"Host": "127.0.0.1:1"},
        trust_env=False,
    )
    assert about.json()["resource"] == f"{base}/account/mcp"


@pytest.mark.parametrize("page", ["authorization/authorize", "calendar/sign-in", "account/link"])
def test_a_foreign_page_or_name_reaches_no_login(base: str, page: str) -> None:
    def status(**headers: str) -> int:
        return httpx2.get(f"{base}/{page}", headers=headers, trust_env=False).status_code

    assert status(Host="evil.example") == 421
    assert status(Origin="https://evil.example") == 403


def test_behind_a_proxy_the_public_address_is_in_everything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(PUBLIC_URL, "https://desk.example.org")
    with start_http({"account": build_server("account")}) as site:
        place = f"{site.url}/.well-known/oauth-protected-resource/mcp"
        about = httpx2.get(place, trust_env=False).json()
    assert about["resource"] == "https://desk.example.org/mcp"
    assert about["authorization_servers"] == ["https://desk.example.org/authorization"]


def test_without_a_public_address_a_foreign_name_has_no_login() -> None:
    servers = {"account": build_server("account")}
    with start_http(servers, hosts=["desk.example.org"]) as site:
        place = f"{site.url}/.well-known/oauth-protected-resource/mcp"
        answer = httpx2.get(place, headers={"Host": "desk.example.org"}, trust_env=False)
    assert answer.status_code == 421
    assert PUBLIC_URL in answer.json()["suggested_actions"][0]


@pytest.mark.parametrize(
    "url", ["http://desk.example.org", "desk.example.org", "https://a/b", "https://[x"]
)
def test_a_public_address_is_https_and_has_no_path(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PUBLIC_URL, url)
    with pytest.raises(SupportError, match=PUBLIC_URL):
        start_http({"account": build_server("account")})


def test_what_the_web_server_keeps_for_lessons_has_no_secret_in_it() -> None:
    with start_http({"account": build_server("account")}) as site:
        entry: dict[str, Any] = {"url": site.urls["account"], "auth": "oauth"}
        person = ScriptedPerson("owen")
        with MCPOrchestrator({"account": entry}, offline_model(), ask_user=person) as desk:
            desk.call_tool("login")
        kept = repr(list(site.exchanges))
    assert "/authorization/token" in kept
    for secret in ("eyJ", "lamp-post", "code=", "code_verifier", 'refresh_token":'):
        assert secret not in kept
