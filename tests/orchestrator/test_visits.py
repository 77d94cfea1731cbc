"""Servers that send the person to a page by an error: the person goes, and the call goes on."""

from typing import Any

import pytest
from mcp import MCPError
from mcp.server import MCPServer
from mcp.shared.exceptions import UrlElicitationRequiredError
from mcp.types import URL_ELICITATION_REQUIRED, ElicitRequestURLParams

from itsupport.errors import SupportError
from itsupport.llm import offline_model
from itsupport.orchestrator import MCPOrchestrator
from itsupport.orchestrator.asking import LinkRequest, UserReply, UserRequest

PAGE = "https://files.example/allow"


def files(linked: list[str], data: Any = None) -> MCPServer[Any]:
    """A server whose tool works when somebody has been to the page."""
    server: MCPServer[Any] = MCPServer("files")

    @server.tool()
    def read_my_file() -> dict[str, str]:
        """Read a file."""
        if data is not None:
            raise MCPError(URL_ELICITATION_REQUIRED, "Go there", data)
        if not linked:
            visit = ElicitRequestURLParams(message="Allow it", url=PAGE, elicitation_id="one")
            raise UrlElicitationRequiredError([visit])
        return {"text": "hello"}

    return server


def desk_for(server: MCPServer[Any]) -> MCPOrchestrator:
    return MCPOrchestrator({"files": server}, offline_model())


def test_the_person_is_sent_there_and_the_call_is_made_again() -> None:
    linked: list[str] = []
    asked: list[UserRequest] = []

    def goes(request: UserRequest) -> UserReply:
        asked.append(request)
        linked.append("yes")
        return UserReply("accept")

    with desk_for(files(linked)) as desk:
        assert desk.call_tool("read_my_file", ask_user=goes) == {"text": "hello"}
    assert asked == [LinkRequest("files", "Allow it", PAGE)]


@pytest.mark.parametrize("action", ["decline", "cancel"])
def test_who_does_not_want_to_go_there_is_asked_once(action: Any) -> None:
    asked: list[UserRequest] = []

    def stays(request: UserRequest) -> UserReply:
        asked.append(request)
        return UserReply(action)

    with desk_for(files([])) as desk, pytest.raises(SupportError, match="needs a visit to a page"):
        desk.call_tool("read_my_file", ask_user=stays)
    assert len(asked) == 1


def test_when_nobody_can_be_asked_the_error_says_so() -> None:
    with desk_for(files([])) as desk, pytest.raises(SupportError, match="Nobody could be asked"):
        desk.call_tool("read_my_file")


def test_a_server_that_sends_people_there_for_ever_has_an_end() -> None:
    asked: list[UserRequest] = []

    def goes(request: UserRequest) -> UserReply:
        asked.append(request)
        return UserReply("accept")

    with desk_for(files([])) as desk, pytest.raises(SupportError, match="read_my_file"):
        desk.call_tool("read_my_file", ask_user=goes)
    assert len(asked) == 3


@pytest.mark.parametrize("data", [{}, {"elicitations": []}, {"elicitations": [{"url": 1}]}, "x"])
def test_such_an_error_without_a_page_is_an_error(data: Any) -> None:
    with desk_for(files([], data)) as desk, pytest.raises(SupportError, match="read_my_file"):
        desk.call_tool("read_my_file", ask_user=lambda _: UserReply("accept"))
