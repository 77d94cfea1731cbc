"""Web servers that mean harm: nobody waits beyond a bound, others go on, no header leaks."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from itsupport.errors import SupportError
from itsupport.orchestrator import MCPOrchestrator, ServerStartError
from tests.orchestrator.conftest import ScriptedModel
from tests.orchestrator.hostile_http import Site, serving
from tests.orchestrator.test_hostile_servers import GOOD, memory, within

START, CALL = 2.0, 1.0
SECRET = {"authorization": "Bearer top-secret", "x-key": "top-secret"}
WAITS = ("silent", "slow_headers", "slow_body", "endless_comments", "endless_notifications")
ENDLESS = ("endless_body", "endless_headers", "endless_event", "unpacks_endlessly")
NOT_MCP = ("cut_off", "status_500", "html", "no_message", "accepted", "no_http")


def entry(site: Site) -> dict[str, Any]:
    return {"hostile": {"url": site.url, "headers": SECRET}}


@contextmanager
def desk(site: Site, *, call: float = CALL) -> Iterator[MCPOrchestrator]:
    """A desk with a hostile server and a good one, which must go on."""
    servers = GOOD | entry(site)
    made = MCPOrchestrator(servers, ScriptedModel(), start_timeout=10, call_timeout=call)
    with within(30), made:
        yield made
        assert made.call_tool("get_ticket_metrics")["total"]


def failed(site: Site, *, call: float = CALL) -> str:
    """What is said of a call that fails."""
    with desk(site, call=call) as made, pytest.raises(SupportError) as caught:
        made.call_tool("speak")
    assert "Traceback" not in str(caught.value.envelope)
    return str(caught.value)


def not_started(site: Site) -> str:
    """Why a server did not start."""
    made = MCPOrchestrator(GOOD | entry(site), ScriptedModel(), start_timeout=START)
    with within(3 * START + 10), pytest.raises(ServerStartError) as caught:
        made.start_servers()
    assert set(made.server_states.values()) == {"stopped"}
    assert "Traceback" not in str(caught.value.envelope)
    assert "top-secret" not in str(caught.value.envelope)
    return str(caught.value.envelope["reason"])


@pytest.mark.parametrize("method", ["server/discover", "initialize", "tools/list"])
@pytest.mark.parametrize("kind", WAITS)
def test_an_answer_that_does_not_come_at_a_step_is_given_up(kind: str, method: str) -> None:
    with serving(kind, method) as site:
        assert not_started(site) == "It did not answer within 2 seconds."


@pytest.mark.parametrize("kind", WAITS)
def test_an_answer_that_does_not_come_in_a_call_ends_the_call_only(kind: str) -> None:
    with serving(kind) as site:
        assert "speak took longer than 1 seconds" in failed(site)


@pytest.mark.parametrize("method", ["initialize", "tools/list"])
@pytest.mark.parametrize("kind", ENDLESS)
def test_an_answer_without_end_takes_no_memory_at_a_step(kind: str, method: str) -> None:
    before = memory()
    with serving(kind, method) as site:
        not_started(site)
    assert memory() - before < 500


@pytest.mark.parametrize("kind", ENDLESS)
def test_an_answer_without_end_takes_no_memory_in_a_call(kind: str) -> None:
    before = memory()
    with serving(kind) as site:
        failed(site, call=20)
    assert memory() - before < 500


@pytest.mark.parametrize("method", ["initialize", "tools/list"])
@pytest.mark.parametrize("kind", NOT_MCP)
def test_what_is_no_answer_at_a_step_is_said(kind: str, method: str) -> None:
    with serving(kind, method) as site:
        assert "did not answer within" not in not_started(site)


@pytest.mark.parametrize("kind", NOT_MCP)
def test_what_is_no_answer_in_a_call_is_said(kind: str) -> None:
    with serving(kind) as site:
        assert "took longer" not in failed(site)


@pytest.mark.parametrize(
    "kind", ["status_401", "status_500", "html", "no_message", "accepted", "endless_body"]
)
def test_a_server_that_does_not_know_the_newer_era_may_say_so_in_any_way(kind: str) -> None:
    before = memory()
    with serving(kind, "server/discover") as site, desk(site) as made:
        assert made.call_tool("speak") == {"text": "spoken"}
    assert memory() - before < 500


@pytest.mark.parametrize("method", ["initialize", "tools/call"])
def test_who_wants_a_login_says_so(method: str) -> None:
    with serving("status_401", method) as site:
        said = failed(site) if method == "tools/call" else not_started(site)
    assert "does not accept the token" in said


@pytest.mark.parametrize("method", ["initialize", "tools/list", "tools/call"])
def test_headers_do_not_follow_to_another_place(method: str) -> None:
    with serving("silent") as other, serving("elsewhere", method) as site:
        site.elsewhere = other.url
        said = failed(site) if method == "tools/call" else not_started(site)
        assert "sends elsewhere" in said
        assert other.headers == []
        assert all("top-secret" in heard["authorization"] for heard in site.headers)
