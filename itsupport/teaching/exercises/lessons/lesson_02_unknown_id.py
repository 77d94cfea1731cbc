"""Exercises of lesson 02: an error that helps the caller to do better."""

import json
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

from itsupport.errors import near_misses
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.served import call, tools_of
from itsupport.teaching.exercises.showing import shown

TOOL = "find_printer"
NEW = "PRN-108"
UNKNOWN = ("PRN-107", "LBL-210")
Envelope = dict[str, Any]


async def helpful_error(_: Any, server: Any, printers: Any) -> None:
    """Good calls, and unknown ids of two kinds, while there is one printer more than before."""
    with _one_more(printers):
        tools = [tool.name for tool in await tools_of(server)]
        for printer_id, place in printers.items():
            _found(printer_id, place, await call(server, TOOL, {"printer_id": printer_id}))
        for wanted in UNKNOWN:
            envelope = _envelope(wanted, await call(server, TOOL, {"printer_id": wanted}))
            _near(wanted, envelope, list(printers))
            _valid(envelope, list(printers))
            _way_on(envelope, tools)


@contextmanager
def _one_more(printers: MutableMapping[str, str]) -> Iterator[None]:
    printers[NEW] = "test bench"
    try:
        yield
    finally:
        del printers[NEW]


def _found(printer_id: str, place: str, result: Any) -> None:
    content = result.structured_content
    if result.is_error or content != {"printer_id": printer_id, "place": place}:
        raise Misconception(
            "good_call_fails",
            seen=f"{printer_id} gave {shown(content if content is not None else result.content)}",
            expected=f"{{'printer_id': {printer_id!r}, 'place': {place!r}}}",
            next_step="Call find_printer directly with an id that is in PRINTERS.",
        )


def _envelope(wanted: str, result: Any) -> Envelope:
    content = result.structured_content
    if not result.is_error:
        raise Misconception(
            "error_as_a_result",
            seen=f"{wanted} gave a result that does not count as an error: {shown(content)}",
            expected="a result with is_error set",
            next_step="`raise` a SupportError. What a tool returns counts as success.",
        )
    if isinstance(content, dict) and wanted in str(content.get("error", "")):
        return content
    said = content.get("error") if isinstance(content, dict) else result.content
    raise Misconception(
        "not_said_what_is_wrong",
        seen=f"the error for {wanted} says: {shown(said)}",
        expected=f"a statement of what is wrong, with {wanted} in it",
        next_step='If the id is not known, raise SupportError(f"Printer {printer_id} …").',
    )


def _near(wanted: str, envelope: Envelope, printers: list[str]) -> None:
    near = near_misses(wanted, printers)
    far = [one for one in printers if one not in near]
    actions = [str(action) for action in envelope["suggested_actions"]]
    if any(_names(action, near) and not _names(action, far) for action in actions):
        return
    raise Misconception(
        "no_near_miss",
        seen=f"the suggestions for {wanted} are {shown(actions)}",
        expected=f"one that names {' or '.join(near)}, and not every printer",
        next_step="`did_you_mean(printer_id, PRINTERS)` gives a list of suggestions.",
    )


def _names(action: str, printers: list[str]) -> bool:
    return any(one in action for one in printers)


def _valid(envelope: Envelope, printers: list[str]) -> None:
    said = json.dumps({key: value for key, value in envelope.items() if key != "error"})
    missing = [one for one in printers if one not in said]
    told = {"seen": f"no {', '.join(missing)} in {shown(envelope['context'])}"}
    told["expected"] = f"all ids that are valid: {', '.join(printers)}"
    if missing == [NEW]:
        step = (
            f"{NEW} was added to PRINTERS after your cell ran. Read the ids when they are needed."
        )
        raise Misconception("ids_written_down", **told, next_step=step)
    if missing:
        step = 'Add them as data: `context={"valid_ids": sorted(PRINTERS)}`.'
        raise Misconception("no_valid_ids", **told, next_step=step)


def _way_on(envelope: Envelope, tools: list[str]) -> None:
    named = envelope["follow_up_tools"]
    if named and all(one in tools for one in named) and named != [TOOL]:
        return
    raise Misconception(
        "no_way_on",
        seen=f"follow_up_tools: {shown(named)}; the server's tools are {', '.join(tools)}",
        expected="the name of a tool of this server that helps to find the id",
        next_step="Name the tool that lists all printers in `follow_up_tools=[…]`.",
    )


EXERCISES = (
    Exercise(
        name="helpful_error",
        lesson="02_first_mcp_server",
        title="An error that helps",
        minutes=15,
        answers=("find_printer", "printer_server", "PRINTERS"),
        judge=helpful_error,
        misconceptions={
            "good_call_fails": "broke the call with a good id",
            "error_as_a_result": "returned the error, so that it counted as a success",
            "not_said_what_is_wrong": "let the tool crash, or hid what was asked for",
            "no_near_miss": "gave no near miss, or every id in place of one",
            "no_valid_ids": "did not say which ids there are",
            "ids_written_down": "wrote the valid ids down where they grow old",
            "no_way_on": "named no tool that helps, or one that does not exist",
        },
        hints=(
            "First the good case: when the id is in PRINTERS, return both keys.",
            'Otherwise `raise SupportError(f"Printer {printer_id} not found", …)`.',
            "It takes `suggested_actions=did_you_mean(printer_id, PRINTERS)` and "
            "`follow_up_tools=[…]`, a list of names.",
            'Data for programs goes into `context={"valid_ids": sorted(PRINTERS)}`.',
        ),
        why="A caller can mend its call when the error says what there is, and where to look.",
    ),
)
