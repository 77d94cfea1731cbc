"""Starting and stopping the five servers: ours, and the SDK's clients one after the other."""

import asyncio
import sys
import time

from mcp import Client, StdioServerParameters

from itsupport.llm import offline_model
from itsupport.orchestrator import MCPOrchestrator
from itsupport.servers import SERVER_NAMES, build_server


def parameters(server: str) -> StdioServerParameters:
    """How the SDK starts one of the five servers."""
    return StdioServerParameters(command=sys.executable, args=["-m", "itsupport", "serve", server])


def plain_start() -> float:
    """Seconds for five SDK clients in turn to start a server each and list its tools."""

    async def start() -> float:
        started, found = time.perf_counter(), 0
        clients = [Client(parameters(server)) for server in SERVER_NAMES]
        for client in clients:
            await client.__aenter__()
            found += len((await client.list_tools()).tools)
        seconds = time.perf_counter() - started
        assert found == 20
        for client in reversed(clients):
            await client.__aexit__(None, None, None)
        return seconds

    return asyncio.run(start())


def concurrent_start() -> float:
    """Seconds for the orchestrator to do the same."""
    desk = MCPOrchestrator(model=offline_model())
    started = time.perf_counter()
    tools = desk.start_servers()
    seconds = time.perf_counter() - started
    assert sum(map(len, tools.values())) == 20
    desk.stop_servers()
    return seconds


def in_process_start() -> float:
    """Seconds for the orchestrator with the five server objects in this process."""
    started = time.perf_counter()
    servers = {name: build_server(name) for name in SERVER_NAMES}
    with MCPOrchestrator(servers, model=offline_model()) as desk:
        seconds = time.perf_counter() - started
        assert len(desk.tool_to_server) == 20
    return seconds


def shutdown() -> float:
    """Seconds for the orchestrator to stop five stdio servers."""
    desk = MCPOrchestrator(model=offline_model())
    desk.start_servers()
    started = time.perf_counter()
    desk.stop_servers()
    return time.perf_counter() - started
