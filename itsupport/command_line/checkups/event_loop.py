"""Does an event loop in a thread of its own work, and can it start processes?

The orchestrator lives in such a loop, whatever loop a notebook has.
"""

import asyncio
import sys

from itsupport.command_line.checkups.finding import Finding


def check() -> list[Finding]:
    """One finding; a loop that cannot start processes raises, and that is the finding."""
    from itsupport.orchestrator.background_loop import BackgroundLoop

    loop = BackgroundLoop("itsupport doctor")
    try:
        code = loop.run(_start_a_process())
    finally:
        loop.stop()
    if code == 0:
        return [Finding(True, "An event loop in a background thread can start processes")]
    advice = "Security software may stop Python from starting programs: ask whoever runs it."
    return [Finding(False, f"A process of the event loop ended with code {code}", (advice,))]


async def _start_a_process() -> int:
    process = await asyncio.create_subprocess_exec(sys.executable, "-S", "-c", "")
    return await process.wait()
