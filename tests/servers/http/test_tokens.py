"""Bearer tokens: who is let in, what others are told, and that no token is ever shown."""

import asyncio
import logging
from pathlib import Path

import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from itsupport.errors import SupportError
from itsupport.orchestrator import MCPOrchestrator
from itsupport.servers.http import BearerTokens
from tests.servers.http.conftest import Serve, call, envelope

ANNA, BERT = "annas-token-annas-token", "berts-token-berts-token"
TOKENS = BearerTokens({"anna": ANNA, "bert": BERT})


def test_a_holder_is_let_in(serve: Serve, http: httpx2.Client) -> None:
    url = serve(tokens=TOKENS).urls["tickets"]
    for token in (ANNA, BERT):
        assert call(http, url, authorization=f"Bearer {token}").status_code == 200


@pytest.mark.parametrize("sent", [f"Bearer {ANNA}x", f"bearer {ANNA[:-1]}", "BEARER x"])
def test_others_are_told_what_to_send(serve: Serve, http: httpx2.Client, sent: str) -> None:
    site = serve(tokens=TOKENS, sse=True)
    for url in (*site.urls.values(), site.url + "/tickets/messages/"):
        refused = call(http, url, authorization=sent)
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"].startswith('Bearer realm="itsupport", error=')
        assert "Authorization: Bearer TOKEN" in str(envelope(refused)["suggested_actions"])
        assert ANNA[:-1] not in refused.text
    assert http.get(site.url + "/tickets/sse").status_code == 401


@pytest.mark.parametrize("sent", [None, "", "Bearer", f"Basic {ANNA}", ANNA])
def test_who_sends_no_bearer_token_is_not_told_that_it_is_wrong(
    serve: Serve, http: httpx2.Client, sent: str | None
) -> None:
    headers = {} if sent is None else {"authorization": sent}
    refused = call(http, serve(tokens=TOKENS).urls["tickets"], **headers)
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"] == 'Bearer realm="itsupport"'
    assert envelope(refused)["error"] == "This server wants a token"


def test_health_needs_no_token(serve: Serve, http: httpx2.Client) -> None:
    assert http.get(serve(tokens=TOKENS).url + "/health").status_code == 200


def test_a_session_belongs_to_who_opened_it(serve: Serve, http: httpx2.Client) -> None:
    site = serve(tokens=TOKENS)

    async def open_session() -> int:
        url, headers = site.urls["tickets"], {"authorization": f"Bearer {ANNA}"}
        async with (
            httpx2.AsyncClient(headers=headers, trust_env=False) as anna,
            Client(streamable_http_client(url, http_client=anna), mode="legacy"),
        ):
            session = site.exchanges[0].response_headers["mcp-session-id"]
            stolen = {
                "mcp-session-id": session,
                "mcp-protocol-version": "2025-11-25",
                "authorization": f"Bearer {BERT}",
            }
            return await asyncio.to_thread(lambda: call(http, url, **stolen).status_code)

    assert asyncio.run(open_session()) == 404


def test_the_orchestrator_sends_the_headers_of_an_entry(serve: Serve) -> None:
    site = serve(tokens=TOKENS)
    with MCPOrchestrator(site.entries({"Authorization": f"Bearer {ANNA}"})) as desk:
        assert desk.call_tool("get_ticket_details", {"ticket_id": "TKT-1001"})
    assert ANNA not in str([exchange.request_headers for exchange in site.exchanges])


def test_no_token_is_logged(
    serve: Serve, http: httpx2.Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    url = serve(tokens=TOKENS).urls["tickets"]
    for token in (ANNA, "another-token-of-nobody"):
        call(http, url, authorization=f"Bearer {token}")
        call(http, url, authorization=f"Bearer {token}", host="evil.example")
    assert ANNA not in caplog.text
    assert "another-token-of-nobody" not in caplog.text
    assert ANNA not in repr(asyncio.run(TOKENS.verify_token(ANNA)))


def test_a_token_file_has_a_name_and_a_token_in_each_line(tmp_path: Path) -> None:
    path = tmp_path / "tokens"
    path.write_text(f"# who may call\n\nanna {ANNA}\nbert\t{BERT}\n", "utf-8")
    tokens = BearerTokens.from_file(path)
    holder = asyncio.run(tokens.verify_token(BERT))
    assert holder is not None
    assert holder.client_id == "bert"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is no token"),
        (f"{ANNA}\n", "Line 1 of the token file"),
        (f"anna {ANNA}\nanna {BERT}", "Line 2 of the token file"),
        ("anna short", "The token of anna cannot be used"),
        (f"anna {ANNA}ü", "The token of anna cannot be used"),
    ],
)
def test_a_wrong_token_file_is_explained_without_its_tokens(
    tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "tokens"
    path.write_text(text, "utf-8")
    with pytest.raises(SupportError, match=said) as problem:
        BearerTokens.from_file(path)
    assert ANNA not in str(problem.value)


def test_a_token_file_that_windows_saved_with_a_mark_at_its_beginning_is_read(
    tmp_path: Path,
) -> None:
    path = tmp_path / "tokens"
    path.write_text(f"# of the class\nanna {ANNA}\n", "utf-8-sig")
    BearerTokens.from_file(path)


def test_a_missing_token_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SupportError, match="cannot be read"):
        BearerTokens.from_file(tmp_path / "nothing")
