"""A tool that needs another service's login: the person goes there, and no secret comes back."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx2
import pytest
from mcp import Client, MCPError
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import UrlElicitationRequiredError
from mcp.types import URL_ELICITATION_REQUIRED, ElicitRequestURLParams, ElicitResult

from itsupport.servers.account.running import account_running
from itsupport.servers.catalog import build_server
from itsupport.teaching.plain_login import PlainLogin
from itsupport.teaching.scripted_person import ScriptedPerson

Answer = Callable[[str], str]


@pytest.fixture
def own(request: pytest.FixtureRequest) -> Any:
    """A server of its own: who is linked stays linked."""
    with account_running() as base, PlainLogin(base) as client:
        client.discover()
        client.register()
        yield client


async def called(client: PlainLogin, answer: Answer | None, mode: str = "auto") -> Any:
    """Call the tool as a client of an era; `answer` gets the address and gives the action."""
    headers = {"Authorization": f"Bearer {client.tokens['access_token']}"}

    async def asked(context: Any, params: Any) -> ElicitResult:
        assert isinstance(params, ElicitRequestURLParams)
        assert answer is not None
        return ElicitResult(action=await asyncio.to_thread(answer, params.url))  # type: ignore[arg-type]

    callback: Callable[..., Awaitable[ElicitResult]] | None = asked if answer else None
    async with httpx2.AsyncClient(headers=headers, trust_env=False) as http:
        transport = streamable_http_client(client.mcp_url, http_client=http)
        async with Client(transport, mode=mode, elicitation_callback=callback) as mcp:
            return await mcp.call_tool("check_my_calendar", {})


def visits(person: ScriptedPerson) -> Answer:
    def answer(url: str) -> str:
        person.visit(url)
        return "accept"

    return answer


def test_the_tool_goes_on_when_the_person_is_done_there(own: PlainLogin) -> None:
    person = ScriptedPerson("rafael")
    own.log_in(person)
    result = asyncio.run(called(own, visits(person)))
    assert not result.is_error
    assert result.structured_content["count"] == 1
    again = asyncio.run(called(own, None))
    assert again.structured_content == result.structured_content, "linked once is linked"


def test_a_client_may_say_yes_before_the_person_is_done(own: PlainLogin) -> None:
    person = ScriptedPerson("rafael")
    own.log_in(person)

    async def later() -> Any:
        going = []

        def answer(url: str) -> str:
            going.append(loop.run_in_executor(None, person.visit, url))
            return "accept"

        loop = asyncio.get_running_loop()
        result = await called(own, answer)
        await asyncio.gather(*going)
        return result

    assert asyncio.run(later()).structured_content["count"] == 1


@pytest.mark.parametrize("action", ["decline", "cancel"])
def test_who_does_not_want_to_go_there_links_nothing(own: PlainLogin, action: str) -> None:
    own.log_in(ScriptedPerson("rafael"))
    result = asyncio.run(called(own, lambda _: action))
    assert result.is_error
    assert result.structured_content["error"] == "The calendar was not linked"


def test_a_client_of_2025_gets_the_address_in_an_error_and_calls_again(own: PlainLogin) -> None:
    person = ScriptedPerson("rafael")
    own.log_in(person)
    with pytest.raises(BaseExceptionGroup) as raised:
        asyncio.run(called(own, lambda _: "accept", mode="legacy"))
    problem: Any = raised.value
    while isinstance(problem, BaseExceptionGroup):
        problem = problem.exceptions[0]
    assert isinstance(problem, MCPError)
    assert problem.code == URL_ELICITATION_REQUIRED
    visit = UrlElicitationRequiredError.from_error(problem.error).elicitations[0]
    assert visit.elicitation_id
    assert visit.url in problem.message, "a client that does not know this error can show it"
    person.visit(visit.url)
    assert asyncio.run(called(own, None, mode="legacy")).structured_content["count"] == 1


def test_a_client_that_cannot_be_asked_is_told_the_way(own: PlainLogin) -> None:
    own.log_in(ScriptedPerson("rafael"))
    result = asyncio.run(called(own, None))
    assert "/account/link?link=" in result.structured_content["suggested_actions"][0]


def test_the_page_works_only_in_the_browser_of_the_person_who_began(own: PlainLogin) -> None:
    own.log_in(ScriptedPerson("rafael"))
    owen = ScriptedPerson("owen")
    with PlainLogin(own.mcp_url.removesuffix("/account/mcp")) as other:
        other.discover()
        other.register()
        other.log_in(owen)
    pages = []

    def answer(url: str) -> str:
        pages.extend([ScriptedPerson("rafael").visit(url), owen.visit(url)])
        return "decline"

    asyncio.run(called(own, answer))
    assert [page.status_code for page in pages] == [403, 403]


def test_who_says_no_at_the_other_service_comes_back_without_a_link(own: PlainLogin) -> None:
    person = ScriptedPerson("rafael")
    own.log_in(person)
    person.allows = False

    def answer(url: str) -> str:
        assert "was not linked" in person.visit(url).text
        return "cancel"

    assert asyncio.run(called(own, answer)).is_error


def test_without_http_nobody_is_logged_in_and_the_error_says_what_to_do() -> None:
    async def over_memory() -> list[Any]:
        async with Client(build_server("account")) as client:
            names = [tool.name for tool in (await client.list_tools()).tools]
            arguments = {"ticket_id": "TKT-1001", "text": "Hello"}
            return [
                await client.call_tool(name, arguments if name == "comment_on_ticket" else {})
                for name in names
            ]

    for result in asyncio.run(over_memory()):
        assert result.is_error
        assert result.structured_content["error"] == "Nobody is logged in"
        assert "serve account --http" in result.structured_content["suggested_actions"][0]
