"""Server programs that offer more than tools: `python offering_servers.py KIND`."""

import json
import sys
import time
from typing import Any


def old(_: str = "") -> None:
    """A server of 2025 that tells of a new tool without being asked, and has no prompts."""
    tools = [{"name": "grow", "inputSchema": {"type": "object"}}]
    answers: dict[str, Any] = {
        "initialize": {
            "protocolVersion": "2025-11-25",
            "capabilities": {"tools": {"listChanged": True}, "resources": {"subscribe": True}},
            "serverInfo": {"name": "old", "version": "1"},
        },
        "tools/list": {"tools": tools},
        "resources/list": {"resources": [{"uri": "old://a", "name": "a"}]},
        "resources/templates/list": {"resourceTemplates": []},
        "resources/subscribe": {},
        "resources/read": {"contents": [{"uri": "old://a", "blob": "AAEC"}]},
        "tools/call": {"content": [{"type": "text", "text": "grown"}]},
    }
    for line in sys.stdin:
        request = json.loads(line)
        if "id" not in request:
            continue
        if request["method"] == "tools/call" and len(tools) == 1:
            tools.append({"name": "grown", "inputSchema": {"type": "object"}})
            say({"method": "notifications/tools/list_changed"})
            news = {"method": "notifications/resources/updated", "params": {"uri": "old://a"}}
            say(news)
        if request["method"] in answers:
            say({"id": request["id"], "result": answers[request["method"]]})
        else:
            say({"id": request["id"], "error": {"code": -32601, "message": "Method not found"}})


def silent_reader(_: str = "") -> None:
    """Lists a resource and never gives it."""
    for line in sys.stdin:
        request = json.loads(line)
        answers: dict[str, Any] = {
            "initialize": {
                "protocolVersion": "2025-11-25",
                "capabilities": {"tools": {}, "resources": {}, "prompts": {}},
                "serverInfo": {"name": "silent", "version": "1"},
            },
            "tools/list": {"tools": []},
            "resources/list": {"resources": [{"uri": "slow://a", "name": "a"}]},
            "resources/templates/list": {"resourceTemplates": [{"uriTemplate": "{{", "name": "x"}]},
            "prompts/list": {"prompts": [], "nextCursor": "again"},
        }
        if "id" in request and request["method"] in answers:
            say({"id": request["id"], "result": answers[request["method"]]})
        elif "id" in request and request["method"] != "resources/read":
            say({"id": request["id"], "error": {"code": -32601, "message": "Method not found"}})


def dies_once(state: str) -> None:
    """Ends at the first read, and answers the next: `state` is a file that survives."""
    import os
    from pathlib import Path

    from mcp.server import MCPServer

    server: MCPServer[Any] = MCPServer("dying", log_level="WARNING")

    @server.resource("dying://once")
    def once() -> str:
        if not Path(state).exists():
            Path(state).write_text("died")
            os._exit(9)
        return "alive"

    server.run("stdio")


def say(message: dict[str, Any]) -> None:
    print(json.dumps({"jsonrpc": "2.0", **message}), flush=True)
    time.sleep(0)


if __name__ == "__main__":
    {f.__name__: f for f in (old, silent_reader, dies_once)}[sys.argv[1]](*sys.argv[2:])
