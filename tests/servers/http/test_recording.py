"""What the recording keeps of an exchange, how it tells the two revisions apart, and its tables."""

import httpx2

from itsupport.notebook import exchange_table, header_table
from itsupport.orchestrator import both_eras
from itsupport.teaching.http_recordings import recorded
from tests.servers.http.conftest import Serve, call

CALL_OF_2026, CALL_OF_2025 = 0, 7


def test_both_revisions_are_told_apart_and_their_answers_read() -> None:
    exchanges = recorded()
    old, new = exchanges[CALL_OF_2025], exchanges[CALL_OF_2026]
    assert (old.era, new.era) == ("2025-11-25", "2026-07-28")
    assert old.response_headers["content-type"] == "text/event-stream"
    content = [one.answer["result"]["structuredContent"] for one in (old, new)]
    assert content[0] == content[1]
    assert {one.asked["method"] for one in (old, new)} == {"tools/call"}


def test_what_is_no_json_is_nothing(serve: Serve, http: httpx2.Client) -> None:
    site = serve()
    http.post(site.url, content=b"\xff{")
    http.get(site.url + "/health")
    assert [one.asked for one in site.exchanges] == [None, None]


def test_secrets_and_long_bodies_are_not_kept(serve: Serve, http: httpx2.Client) -> None:
    site = serve()
    call(http, site.urls["tickets"], authorization="Bearer secret-one", cookie="secret-two")
    http.post(site.urls["tickets"], content=b"x" * 100_000)
    assert "secret" not in str(list(site.exchanges))
    assert len(site.exchanges[1].request_body) == 20_000


def test_the_tables_are_the_same_in_every_run(serve: Serve) -> None:
    tables = []
    for site in (serve("tickets"), serve("tickets")):
        both_eras(site.entries(), "get_ticket_metrics", {})
        tables.append((exchange_table(site.exchanges), header_table(site.exchanges, "tools/call")))
        assert site.url not in str(tables)
    assert tables[0][0].equals(tables[1][0])
    assert tables[0][1].equals(tables[1][1])
    assert list(tables[0][1].loc["mcp-method"]) == ["–", "tools/call"]
    assert list(tables[0][0]["JSON-RPC"])[-1] == "tools/call"


def test_tables_of_nothing_are_empty() -> None:
    assert exchange_table([]).empty
    assert header_table([], "tools/call").empty
