"""What one of several writing processes does: `python -m tests.record_store.writing NAME COUNT`.

Waits for a line on stdin, so that all start at the same moment, and calls the intake's tools as a
client does; how each call ended is printed. `stuck` never ends its first record.
"""

import asyncio
import sys
import time
from typing import Any

from mcp import Client

from itsupport import record_store
from tests.servers.asking import Person, call, connected

TICKET = {"customer_id": "CUST-001", "priority": "low", "category": "hardware"}
VISIT = {"customer_id": "CUST-002"}


def make(_number: int) -> dict[str, object]:
    print("making", flush=True)
    time.sleep(600)
    raise AssertionError("it is killed before")


async def main(writer: str, count: int) -> None:
    async with connected("in memory", "2026", Person()) as client:
        print("ready", flush=True)
        sys.stdin.readline()
        if writer == "stuck":
            record_store.add("tickets", "its first", make)
        for step in range(count):
            for subject in f"{writer} {step}", f"everybody {step}":
                await told(client, "create_ticket", **TICKET, subject=subject, confirmed=True)
                await told(client, "create_ticket_v2", **TICKET, subject=f"{subject} asked")
            await told(client, "book_appointment_v2", **VISIT, topic=f"{writer} {step // 3}")


async def told(client: Client, tool: str, **given: Any) -> None:
    """Print how the call ended."""
    print((await call(client, tool, **given)).structured_content["status"])


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
