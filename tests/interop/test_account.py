"""Clients of others at the server that wants a login: without one, and with a token in a header.

How a client gets its token is its own affair: here a person of the course gets it for each.
"""

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from itsupport.teaching.plain_login import PlainLogin
from itsupport.teaching.scripted_person import ScriptedPerson
from tests.interop.cases import Result, error, gives
from tests.interop.serving import addresses, entry
from tests.interop.test_clients import VISITS, Report, run
from tests.interop.test_inspector import ERAS, inspector

Checked = list[tuple[str, dict[str, Any], Callable[[Result], bool]]]
"""Calls: the tool, its arguments, and whether the result is right."""

TOOLS = ["login", "list_my_tickets", "comment_on_ticket", "check_my_calendar"]
COMMENT = {"ticket_id": "TKT-1001", "text": "It happened again this morning."}
CALLS: Checked = [
    ("login", {}, gives("rafael")),
    ("list_my_tickets", {}, gives("CUST-001")),
    ("comment_on_ticket", COMMENT, gives("Rafael Munro")),
    ("check_my_calendar", {}, gives("network cabinet")),
    ("comment_on_ticket", COMMENT | {"ticket_id": "TKT-1999"}, error("TKT-1999 is not one of")),
    ("login", {"no_such_argument": 1}, error("login cannot be called like this")),
]
REFUSED: Checked = [(name, given, error("Nobody is logged in")) for name, given, _ in CALLS[:4]]
REFUSALS = ("login_required", "401 Unauthorized", "Server returned an error response")


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The account server beside another one; Rafael's calendar is linked, and Owen's is not."""
    with addresses(["tickets", "account"]) as found:
        with_token(found["account"], "rafael", link=True)
        yield found["account"]


def with_token(url: str, username: str, *, link: bool = False) -> dict[str, Any]:
    """How a client reaches the server with a token of somebody, for reading and writing."""
    with PlainLogin(url.removesuffix("/account/mcp")) as login:
        login.discover()
        login.register()
        person = ScriptedPerson(username)
        login.log_in(person, "tickets:read tickets:write")
        if link:
            said = login.call("check_my_calendar").json()["result"]["structuredContent"]
            person.visit(said["suggested_actions"][0].split()[1])
        return {"url": url, "headers": {"Authorization": f"Bearer {login.tokens['access_token']}"}}


@pytest.fixture(scope="module", params=VISITS, ids=[f"{client}-{era}" for client, era in VISITS])
def reports(request: pytest.FixtureRequest, url: str) -> dict[str, Report]:
    """What one client did: over stdio, over HTTP without a token, with Rafael's, with Owen's."""
    client, era = request.param
    jobs = {
        "stdio": (entry("account"), REFUSED),
        "looking": ({"url": url}, []),
        "nobody": ({"url": url}, CALLS[:1]),
        "rafael": (with_token(url, "rafael"), CALLS),
        "owen": (with_token(url, "owen"), CALLS[3:4]),
    }
    told = [
        {
            "server": server,
            "era": era,
            "calls": [{"name": name, "arguments": given} for name, given, _ in calls],
            "prompts": [],
            "answers": {},
        }
        for server, calls in jobs.values()
    ]
    return dict(zip(jobs, run(client, told), strict=True))


@pytest.mark.parametrize("way", ["stdio", "looking", "rafael", "owen"])
def test_everybody_may_see_which_tools_there_are(reports: dict[str, Report], way: str) -> None:
    assert reports[way].get("tools") == TOOLS, reports[way]


def test_over_stdio_every_call_says_that_nobody_is_logged_in(reports: dict[str, Report]) -> None:
    check(REFUSED, reports["stdio"])


def test_over_http_a_call_without_a_token_is_refused(reports: dict[str, Report]) -> None:
    """Each client says it in its own words; the one of 2025 ends its session, too."""
    report = reports["nobody"]
    said = report.get("broke") or report["results"][0]["raised"]
    assert any(words in said for words in REFUSALS), report


def test_with_a_token_every_tool_gives_what_it_should(reports: dict[str, Report]) -> None:
    check(CALLS, reports["rafael"])


def test_a_client_is_told_which_page_links_a_calendar(reports: dict[str, Report]) -> None:
    assert "/account/link?link=" in json.dumps(reports["owen"])


@pytest.mark.parametrize("era", ERAS.values())
def test_the_inspector_lists_tools_and_calls_them_with_and_without_a_token(
    tmp_path: Path, url: str, era: str
) -> None:
    http = ["--transport", "http", "--server-url", url]
    [(header, token)] = with_token(url, "rafael")["headers"].items()
    ask = partial(inspector, tmp_path, era)
    assert [tool["name"] for tool in ask(http, "tools/list", "--strict")["tools"]] == TOOLS
    call = ("tools/call", "--tool-name", "login")
    found = ask([*http, "--header", f"{header}: {token}"], *call)
    assert found["structuredContent"]["username"] == "rafael"
    with pytest.raises(AssertionError, match="auth_required"):
        ask(http, *call)


def check(calls: Checked, report: Report) -> None:
    """Whether each result is right, and says the same as text."""
    for (name, given, right), result in zip(calls, report["results"], strict=True):
        assert right(result), (name, given, result)
        assert json.loads(result["text"]) == result["content"]
