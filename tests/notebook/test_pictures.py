"""The map of servers, the wire view and the cards: what they show, and that nothing in it runs."""

from collections.abc import Iterator
from typing import Any

import pytest
from mcp.server import MCPServer
from mcp.types import JSONRPCRequest

from itsupport.errors import SupportError
from itsupport.notebook import error_card, server_map, side_by_side, wire_view
from itsupport.notebook.picture import Picture
from itsupport.orchestrator import MCPOrchestrator, both_eras
from itsupport.orchestrator.wire import WireLog, WireMessage
from itsupport.servers import build_server
from tests.notebook.hostile import EVERYTHING, HOSTILE, shown_text
from tests.orchestrator.conftest import ScriptedModel, strange


@pytest.fixture
def desk() -> Iterator[MCPOrchestrator]:
    """Two servers in memory, not started."""
    servers = {name: build_server(name) for name in ("tickets", "billing")}
    desk = MCPOrchestrator(servers, ScriptedModel())
    yield desk
    desk.stop_servers()


def html_of(picture: Picture) -> str:
    return picture._repr_html_()


def text_of(picture: Picture) -> str:
    return " ".join(shown_text(html_of(picture)).split())


def sent(text: str, server: str = "tickets") -> WireMessage:
    request = JSONRPCRequest(jsonrpc="2.0", id=text, method=text, params={text: text})
    return WireMessage(server, True, request)


def hostile_desk(name: str, text: str) -> MCPOrchestrator:
    server = MCPServer(name)
    server.tool(name="odd", description=text)(lambda: {"ok": True})
    return MCPOrchestrator({name: server}, ScriptedModel())


def test_the_map_shows_every_server_with_state_and_tools_in_words(desk: MCPOrchestrator) -> None:
    desk.start_servers()
    seen = text_of(server_map(desk))
    assert "2 servers, 2 ready, 8 tools" in seen
    assert "tickets ✓ ready 4 tools: search_tickets, get_ticket_details" in seen
    assert "Find tickets, also called cases or incidents" in seen
    assert "Use it for questions" not in seen, "only the first sentence is told"


def test_the_map_of_stopped_servers_says_so_and_starts_nothing(desk: MCPOrchestrator) -> None:
    assert "tickets ○ stopped Its tools are known once it has started." in text_of(server_map(desk))
    assert set(desk.server_states.values()) == {"stopped"}


def test_the_map_as_text_is_a_tree(desk: MCPOrchestrator) -> None:
    desk.start_servers()
    lines = str(server_map(desk)).splitlines()
    assert lines[:2] == ["2 servers, 2 ready, 8 tools", "✓ tickets: ready"]
    assert lines[2].startswith("   ├─ search_tickets        Find tickets")
    assert lines[5].startswith("   └─ find_similar_tickets  Find other tickets")
    assert repr(server_map(desk)) == str(server_map(desk))


def test_a_server_that_is_out_of_the_game_is_marked() -> None:
    with MCPOrchestrator({"dies": strange("useful")}, ScriptedModel()) as desk:
        with pytest.raises(SupportError):
            desk.call_tool("die")
        assert "dies ✗ unavailable Its tools cannot be called" in text_of(server_map(desk))
        assert "✗ dies: unavailable" in str(server_map(desk))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_server_says_of_itself_is_shown_and_not_run(text: str) -> None:
    with hostile_desk(text.encode("utf-8", "replace").decode(), text.replace("\ud800", "")) as desk:
        picture = server_map(desk)
    shown_text(html_of(picture))
    assert "\x1b" not in str(picture)


def test_the_wire_is_a_table_with_bodies_to_fold_out(desk: MCPOrchestrator) -> None:
    desk.start_servers()
    desk.wire.clear()
    desk.call_tool("get_ticket_details", {"ticket_id": "TKT-1001"})
    seen = text_of(wire_view(desk.wire))
    assert "1 → to the server tickets tools/call 3 326 JSON" in seen
    assert '"ticket_id": "TKT-1001"' in seen
    assert "2 ← from the server tickets result 3" in seen


def test_the_wire_as_text_is_aligned(desk: MCPOrchestrator) -> None:
    desk.start_servers()
    lines = str(wire_view(desk.wire[:2])).splitlines()
    assert lines[0].startswith("2 messages, ")
    assert lines[1].split() == ["number", "direction", "server", "method", "id", "bytes"]
    assert lines[2].split() == [
        "1",
        "→",
        "to",
        "the",
        "server",
        "tickets",
        "server/discover",
        "1",
        str(desk.wire[0].size),
    ]
    assert len({len(line) for line in lines[1:]}) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_what_passes_on_the_wire_is_shown_and_not_run(text: str) -> None:
    messages = [sent(text, text), WireMessage(text, False, text)]
    for picture in (wire_view(messages), side_by_side({text: messages})):
        shown_text(html_of(picture))
        assert "\x1b" not in str(picture)


def test_a_long_body_is_cut_and_says_so() -> None:
    html = html_of(wire_view([sent("x" * 100_000)]))
    assert len(html) < 20_000
    assert "more letters left out)" in html


def test_of_a_long_log_the_latest_messages_are_shown_and_it_says_so() -> None:
    for show in (wire_view, lambda messages: side_by_side({"long": messages})):
        picture = show([sent("early")] * 50 + [sent("late")] * 200)
        assert "250 messages" in str(picture)
        assert "the first 50 are not shown here" in str(picture)
        assert html_of(picture).count("<details>") == 200
        assert "early" not in html_of(picture) + str(picture)


def test_the_messages_that_are_shown_of_a_long_log_keep_their_numbers() -> None:
    assert str(wire_view([sent("ping")] * 250)).splitlines()[2].startswith("    51  →")


def test_an_empty_wire_is_no_error() -> None:
    assert str(wire_view([])) == "0 messages, 0 bytes"
    assert text_of(wire_view(WireLog())) == "0 messages, 0 bytes"
    assert text_of(side_by_side({})) == str(side_by_side({})) == ""
    assert text_of(side_by_side({"a": []})) == "a: 0 messages, 0 bytes"


def test_two_eras_stand_side_by_side_with_their_sums() -> None:
    eras = both_eras(
        {"tickets": build_server("tickets")}, "get_ticket_details", {"ticket_id": "TKT-1001"}
    )
    picture = side_by_side(eras)
    seen = text_of(picture)
    assert "2025-11-25: 5 messages, " in seen
    assert "2026-07-28: 2 messages, " in seen
    assert "→ initialize id 1 client → server 167 bytes" in seen
    assert "→ notifications/initialized client → server 57 bytes" in seen
    assert seen.index("initialize") < seen.index("notifications/initialized")
    first, _, third, *_ = str(picture).splitlines()
    assert first.split("  │  ")[1].startswith("2026-07-28: 2 messages")
    assert third.split("│")[0].split() == ["→", "initialize", "id", "1", "167", "bytes"]


def test_a_card_says_what_happened_why_and_what_to_do() -> None:
    problem = SupportError(
        "Ticket TKT-9999 not found",
        "There are 15 tickets.",
        suggested_actions=["Search for it."],
        follow_up_tools=["search_tickets"],
        retryable=True,
    )
    for picture in (error_card(problem), error_card(problem.envelope)):
        assert str(picture) == str(problem)
        assert text_of(picture) == (
            "✗ Ticket TKT-9999 not found There are 15 tickets. What to do next: Search for it. "
            "Tools that help: search_tickets Worth trying again with that changed, or later."
        )


def test_a_card_of_the_shortest_error_has_nothing_empty_in_it() -> None:
    html = html_of(error_card(SupportError("It broke")))
    assert "<p" not in html
    assert "<ul" not in html


@pytest.mark.parametrize("text", HOSTILE)
def test_the_words_of_an_error_are_shown_and_not_run(text: str) -> None:
    problem = SupportError(text, text, suggested_actions=[text], follow_up_tools=[text])
    assert shown_text(html_of(error_card(problem))).count("What to do next:") == 1


@pytest.mark.parametrize("nothing", [None, "text", {}, {"error": "x"}, 5])
def test_what_is_no_error_has_no_card(nothing: Any) -> None:
    with pytest.raises(SupportError, match="no error of the support desk"):
        error_card(nothing)


def test_the_hostile_text_itself_is_readable_afterwards() -> None:
    """Escaped once: a reader sees the very letters that were written."""
    seen = shown_text(html_of(error_card(SupportError("<b>&amp;</b> ${x}"))))
    assert "✗ <b>&amp;</b> ${x}" in seen


def test_the_same_picture_has_the_same_bytes_every_time(desk: MCPOrchestrator) -> None:
    desk.start_servers()
    for make in (
        lambda: server_map(desk),
        lambda: wire_view(list(desk.wire)),
        lambda: side_by_side({"a": desk.wire}),
        lambda: error_card(SupportError(EVERYTHING)),
    ):
        assert html_of(make()) == html_of(make())
        assert str(make()) == str(make())


def test_no_blank_line_lets_markdown_begin_inside_a_picture() -> None:
    assert "\n\n" not in html_of(error_card(SupportError("a\n\n# b", "c\n \n\n- d")))
