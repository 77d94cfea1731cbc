"""A server that gets a new tool while it runs has it in the next round."""

from pathlib import Path
from typing import Any

import pytest
from mcp.server import MCPServer
from mcp.server.mcpserver.context import Context

from itsupport.errors import SupportError
from itsupport.llm.conversation import ModelReply, ToolCall
from itsupport.orchestrator import MCPOrchestrator
from itsupport.servers import build_server
from tests.orchestrator.conftest import ScriptedModel
from tests.orchestrator.test_resources_and_prompts import offering


def growing(new_tool: str = "grown") -> MCPServer[Any]:
    server: MCPServer[Any] = MCPServer("growing", log_level="WARNING")

    def grown() -> dict[str, int]:
        """The new one."""
        return {"size": 2}

    @server.tool()
    async def grow(context: Context[Any, Any]) -> dict[str, int]:
        """Add a tool."""
        server.add_tool(grown, name=new_tool)
        await context.notify_tools_changed()
        return {"size": 1}

    @server.tool()
    async def shrink(context: Context[Any, Any]) -> dict[str, int]:
        """Take it away again."""
        server.remove_tool(new_tool)
        await context.notify_tools_changed()
        return {"size": 0}

    return server


def call(tool: str) -> ModelReply:
    return ModelReply("", calls=(ToolCall(tool, tool, "{}"),))


@pytest.mark.parametrize("era", ["2026-07-28", "2025-11-25"])
def test_a_new_tool_is_in_the_next_round_of_the_same_question(era: str) -> None:
    entry = growing() if era == "2026-07-28" else offering("old")
    model = ScriptedModel(call("grow"), call("grown"), ModelReply("done"))
    with MCPOrchestrator({"growing": entry}, model) as desk:
        answer = desk.query("Grow, please")
        assert [(c.tool, c.error) for c in answer.calls] == [("grow", None), ("grown", None)]
    assert "grown" not in model.tools[0]
    assert "grown" in model.tools[1]


def test_a_tool_that_is_gone_is_not_offered_any_more() -> None:
    model = ScriptedModel(call("grow"), call("shrink"), ModelReply("done"))
    with MCPOrchestrator({"growing": growing()}, model) as desk:
        desk.query("Grow and shrink")
        assert "grown" not in desk.tool_to_server
    assert ["grown" in tools for tools in model.tools] == [False, True, False]


def test_a_new_tool_can_be_called_by_its_name_without_a_question() -> None:
    with MCPOrchestrator({"growing": growing()}, ScriptedModel()) as desk:
        desk.call_tool("grow")
        assert desk.call_tool("grown") == {"size": 2}
        with pytest.raises(SupportError, match="Unknown tool gron"):
            desk.call_tool("gron")
        assert desk.tool_to_server["grown"] == "growing"


def test_a_new_tool_with_a_name_that_another_server_has_is_left_out() -> None:
    servers = {"tickets": build_server("tickets"), "growing": growing("search_tickets")}
    model = ScriptedModel(call("grow"), call("search_tickets"), ModelReply("done"))
    with MCPOrchestrator(servers, model) as desk:
        answer = desk.query("Grow and search")
        assert [c.server for c in answer.calls] == ["growing", "tickets"]
        assert desk.tool_to_server["search_tickets"] == "tickets"


def test_servers_are_asked_to_tell_once_and_at_the_first_question_only(tmp_path: Path) -> None:
    model = ScriptedModel(ModelReply("one"), ModelReply("two"))
    with MCPOrchestrator({"tickets": build_server("tickets")}, model) as desk:
        desk.call_tool("get_ticket_metrics")
        assert "subscriptions/listen" not in [message.method for message in desk.wire]
        desk.query("One?")
        desk.query("Two?")
        assert [m.method for m in desk.wire].count("subscriptions/listen") == 1
