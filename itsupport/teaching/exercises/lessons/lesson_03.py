"""Exercises of lesson 03: a join over two servers, made by whoever sees both."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

from itsupport.domains import customers, tickets
from itsupport.dual_mode import dual_mode
from itsupport.errors import SupportError
from itsupport.llm import offline_model
from itsupport.orchestrator import MCPOrchestrator
from itsupport.servers import SupportServer, build_server
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.showing import shown

Tool = Callable[..., Any]
Managers = dict[str, str | None]

DOMAINS = {"customers": customers, "tickets": tickets}


async def who_is_it(account_managers: Any) -> None:
    """The function gets the desk, then one whose tickets moved house, then one that is half out."""
    known = [one["ticket_id"] for one in tickets.search_tickets(limit=50)["tickets"]]
    asked = [known[0], _unknown(known), *known[4::4]]
    moved = SupportServer("tickets", [_moved(tool) for tool in tickets.TOOLS])
    at_home = await _asked(account_managers, asked, build_server("tickets"))
    _compare(at_home, _expected(asked, str))
    elsewhere = await _asked(account_managers, asked, moved)
    if elsewhere == at_home:
        raise Misconception(
            "not_from_this_desk",
            seen="the same answer for another desk, where the tickets belong to other customers",
            expected="what the desk that is given says",
            next_step="Ask with `desk.call_tool(…)` only: other desks have other data.",
        )
    _compare(elsewhere, _expected(asked, _next_customer))
    for out in DOMAINS:
        await _with_one_out(account_managers, known[0], out)


async def _asked(account_managers: Any, asked: list[str], server: SupportServer) -> Any:
    servers = {"tickets": server, "customers": build_server("customers")}
    async with MCPOrchestrator(servers, offline_model()) as desk:
        try:
            return await run(account_managers, desk, asked)
        except SupportError as problem:
            raise Misconception(
                "stops_at_the_unknown",
                seen=f"one unknown ticket ended it all: {problem.envelope['error']}",
                expected="None for that ticket, and the managers of the others",
                next_step="Put the call for one ticket into `try:`, inside the loop.",
            ) from None


def _compare(given: Any, expected: Managers) -> None:
    told = {"seen": shown(given), "expected": shown(expected)}
    if waiting := [one for one in _values(given) if inspect.iscoroutine(one)]:
        for one in waiting:
            one.close()
        step = "`acall_tool` must be awaited in an `async def`; `call_tool` needs neither."
        raise Misconception("await_forgotten", **told, next_step=step)
    if not isinstance(given, dict):
        step = "Return a dictionary with a key for each ticket id."
        raise Misconception("not_a_dictionary", **told, next_step=step)
    if missing := [one for one in expected if one not in given]:
        step = "Put `try:` inside the loop, and give a ticket that nobody has the value None."
        told["seen"] += f", without {', '.join(missing)}"
        raise Misconception("hides_the_unknown", **told, next_step=step)
    if given != expected:
        step = "Two steps: ticket → `customer_id` → that customer's `account_manager`."
        raise Misconception("not_the_manager", **told, next_step=step)


def _values(given: Any) -> list[Any]:
    return list(given.values()) if isinstance(given, dict) else [given]


async def _with_one_out(account_managers: Any, ticket_id: str, out: str) -> None:
    """An error of another kind must not look like a ticket that is unknown."""
    servers = {"tickets": build_server("tickets"), "customers": build_server("customers")}
    servers[out] = SupportServer(out, [_out(tool) for tool in DOMAINS[out].TOOLS])
    async with MCPOrchestrator(servers, offline_model()) as desk:
        try:
            given = await run(account_managers, desk, [ticket_id])
        except SupportError:
            return
    raise Misconception(
        "catches_too_much",
        seen=f"{shown(given)} while the records of {out} were closed; the ticket exists",
        expected=f"the error of the {out} server, because it is not the ticket's fault",
        next_step="Put only the call that asks for the ticket into `try:`, and `raise` again "
        "unless the error says “not found”.",
    )


def _moved(tool: Tool) -> Tool:
    @wraps(tool)
    def elsewhere(*args: Any, **kwargs: Any) -> Any:
        return _with_next_customers(tool(*args, **kwargs))

    return elsewhere


def _out(tool: Tool) -> Tool:
    @wraps(tool)
    def closed(*_: Any, **__: Any) -> Any:
        raise SupportError("The records are closed", "They are being mended.")

    return dual_mode(closed)


def _with_next_customers(value: Any) -> Any:
    if isinstance(value, dict):
        moved = {key: _with_next_customers(item) for key, item in value.items()}
        here = moved.get("customer_id")
        return moved | ({"customer_id": _next_customer(here)} if isinstance(here, str) else {})
    return [_with_next_customers(item) for item in value] if isinstance(value, list) else value


def _next_customer(customer_id: str) -> str:
    """The next in the list who has another account manager."""
    every = customers.lookup_customer()["customers"]
    place = [one["customer_id"] for one in every].index(customer_id)
    later = every[place:] + every[:place]
    others = [one for one in later if one["account_manager"] != every[place]["account_manager"]]
    return (others or later)[0]["customer_id"]


def _expected(asked: list[str], customer_of: Callable[[str], str]) -> Managers:
    every = customers.lookup_customer()["customers"]
    managers = {one["customer_id"]: one["account_manager"] for one in every}
    rows = tickets.search_tickets(limit=50)["tickets"]
    owners = {one["ticket_id"]: customer_of(one["customer_id"]) for one in rows}
    return {one: managers[owners[one]] if one in owners else None for one in asked}


def _unknown(known: list[str]) -> str:
    return next(one for one in (f"TKT-{n}" for n in range(9999, 1000, -1)) if one not in known)


EXERCISES = (
    Exercise(
        name="who_is_it",
        lesson="03_five_servers",
        title="Whom to call",
        minutes=10,
        answers=("account_managers",),
        judge=who_is_it,
        misconceptions={
            "not_a_dictionary": "printed the answer or returned something else than a dictionary",
            "await_forgotten": "forgot to await, and got a coroutine in place of a result",
            "not_from_this_desk": "did not ask the desk that was given",
            "stops_at_the_unknown": "let one unknown ticket end the whole work",
            "hides_the_unknown": "left the unknown ticket out, as if nobody had asked",
            "not_the_manager": "gave another thing than the account manager",
            "catches_too_much": "took every error for an unknown ticket",
        },
        hints=(
            '`desk.call_tool("get_ticket_details", {"ticket_id": …})` has the `customer_id`.',
            '`desk.call_tool("check_customer_status", {"customer_id": …})` has the manager.',
            "`try:` the first call only. On a `SupportError` that says “not found”, note None and "
            "`continue` the loop; let any other go on with `raise`.",
        ),
        why="No server knows another one: the join, and its errors, belong to whoever sees both.",
    ),
)
