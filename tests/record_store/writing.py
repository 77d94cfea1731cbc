"""What one of several writing processes does: `python -m tests.record_store.writing NAME COUNT`.

Waits for a line on stdin, so that all start at the same moment; `stuck` never ends its first
record.
"""

import sys
import time

from itsupport import record_store


def make(number: int) -> dict[str, object]:
    if writer == "stuck":
        print("making", flush=True)
        time.sleep(600)
    return {"ticket_id": f"TKT-{number}", "by": writer}


writer, count = sys.argv[1], int(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
for step in range(count):
    record_store.add("tickets", f"{writer} {step}", make)
    record_store.add("tickets", f"everybody {step}", make)
