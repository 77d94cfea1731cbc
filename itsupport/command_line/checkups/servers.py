"""Does each of the support desk's servers start, and does it offer tools?

They start at the same time, each on its own: one that fails does not hide the others.
"""

import asyncio
from typing import TYPE_CHECKING

from itsupport.command_line.checkups.finding import Finding, from_problem

if TYPE_CHECKING:
    from itsupport.orchestrator.configuration import ServerSpecification


def check() -> list[Finding]:
    """One finding per server."""
    from itsupport.orchestrator.background_loop import BackgroundLoop
    from itsupport.orchestrator.configuration import support_desk

    loop = BackgroundLoop("itsupport doctor")
    try:
        return loop.run(_all(support_desk()))
    finally:
        loop.stop()


async def _all(desk: "dict[str, ServerSpecification]") -> list[Finding]:
    return await asyncio.gather(*(_one(name, entry) for name, entry in desk.items()))


async def _one(name: str, specification: "ServerSpecification") -> Finding:
    from itsupport.orchestrator.connection import START_SECONDS
    from itsupport.orchestrator.servers import Servers

    servers = Servers({name: specification}, start_seconds=START_SECONDS, call_seconds=5)
    try:
        await servers.start()
        count = len(servers.tools())
    except Exception as problem:
        return from_problem(f"Server {name}", problem)
    finally:
        await servers.stop()
        servers.logs.remove()
    advice = () if count else (f"Its domain, itsupport/domains/{name}.py, lists none in TOOLS.",)
    return Finding(count > 0, f"Server {name} starts and has {count} tools", advice)
