"""Exercises of lesson 03: nothing but MCP on the standard output."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from itsupport.errors import SupportError
from itsupport.llm import offline_model
from itsupport.orchestrator import MCPOrchestrator, ServerStartError
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception, NotAttempted
from itsupport.teaching.exercises.showing import shown

START_SECONDS, CALL_SECONDS = 6.0, 4.0
PLACES = {"PRN-101": "front desk", "PRN-102": "warehouse"}
STARTER = """
import json
import sys

PLACES = {"PRN-101": "front desk", "PRN-102": "warehouse"}
print("This server knows", len(PLACES), "printers")


def find_printer(printer_id):
    print("Somebody asks for", printer_id)
    return {"place": PLACES[printer_id]}


def result_of(method, params):
    if method == "initialize":
        me = {"name": "printers", "version": "1"}
        return {"protocolVersion": "2025-11-25", "capabilities": {"tools": {}}, "serverInfo": me}
    if method == "tools/list":
        return {"tools": [{"name": "find_printer", "inputSchema": {"type": "object"}}]}
    if method == "tools/call":
        found = find_printer(**params["arguments"])
        text = {"type": "text", "text": json.dumps(found)}
        return {"content": [text], "structuredContent": found}


for line in sys.stdin:
    request = json.loads(line)
    if "id" in request:
        result = result_of(request["method"], request.get("params"))
        refused = {"error": {"code": -32601, "message": "Method not found"}}
        answer = {"result": result} if result else refused
        print(json.dumps({"jsonrpc": "2.0", "id": request["id"], **answer}), flush=True)
"""
"""What stands in the starter, to see whether it was changed."""


async def server_that_prints(source: Any) -> None:
    """The text becomes a real program, which is started and called, and all is overheard."""
    if isinstance(source, str) and source.split() == STARTER.split():
        raise NotAttempted("Change the text in `source` so that only MCP goes to stdout.")
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        program = Path(folder) / "printers.py"
        program.write_text(str(source), "utf-8")
        entry = {"command": sys.executable, "args": ["-X", "utf8", str(program)]}
        desk = MCPOrchestrator(
            {"printers": entry},
            offline_model(),
            start_timeout=START_SECONDS,
            call_timeout=CALL_SECONDS,
        )
        try:
            await _watched(desk)
        finally:
            await desk.astop_servers()


async def _watched(desk: MCPOrchestrator) -> None:
    await _started(desk)
    _no_strays(desk, "stray_at_the_start", "at its start")
    _noted(desk, "", "something about its start")
    for printer_id, place in PLACES.items():
        await _called(desk, printer_id, place)
        _no_strays(desk, "stray_in_the_tool", f"while it was asked for {printer_id}")
        _noted(desk, printer_id, f"who asked for {printer_id}")


async def _started(desk: MCPOrchestrator) -> None:
    try:
        await desk.astart_servers()
    except ServerStartError as problem:
        raise Misconception(
            "does_not_start",
            seen=problem.envelope["reason"],
            expected="a server that starts and answers: its answers belong on stdout",
            next_step="Change the two notes only. Leave the line that prints the reply as it was.",
        ) from None


async def _called(desk: MCPOrchestrator, printer_id: str, place: str) -> None:
    try:
        given = shown(await desk.acall_tool("find_printer", {"printer_id": printer_id}))
    except SupportError as problem:
        given = f"the error {problem.envelope['error']}"
    if given == shown({"place": place}):
        return
    raise Misconception(
        "call_fails",
        seen=f"find_printer for {printer_id} gave {given}",
        expected=f"{{'place': {place!r}}}, as before",
        next_step="Let find_printer return what it returned before; change where its note goes.",
    )


def _no_strays(desk: MCPOrchestrator, misconception: str, when: str) -> None:
    strays = [message.body for message in desk.wire if message.method == "not MCP"]
    if strays:
        raise Misconception(
            misconception,
            seen=f"it wrote {shown(strays[-1])} to its standard output {when}",
            expected="nothing but MCP there",
            next_step="`print(…, file=sys.stderr)` writes to the log in place of the output.",
        )


def _noted(desk: MCPOrchestrator, text: str, what: str) -> None:
    log = desk.server_log("printers")
    if not log or text not in log:
        raise Misconception(
            "notes_lost",
            seen=f"the server's log has {shown(log) if log else 'nothing'}",
            expected=f"a log that still tells {what}",
            next_step="Keep the notes: they may go to the standard error, which is the log.",
        )


EXERCISES = (
    Exercise(
        name="server_that_prints",
        lesson="03_five_servers",
        title="A server that prints",
        minutes=10,
        answers=("source",),
        judge=server_that_prints,
        misconceptions={
            "does_not_start": "sent the answers away with the notes, or broke the program",
            "stray_at_the_start": "still printed to the standard output at the start",
            "stray_in_the_tool": "still wrote to the standard output in the tool",
            "call_fails": "changed what the tool returns",
            "notes_lost": "silenced the notes, so that the log says nothing",
        },
        hints=(
            "There are three calls of print. One of them must stay as it is: which?",
            "A program has a second output, the standard error, `sys.stderr`: that is the log.",
            'The start is mended by `print("…", file=sys.stderr)`; do the same in the tool.',
        ),
        why="On stdio the standard output is the wire: one stray line, and a client is confused.",
    ),
)
