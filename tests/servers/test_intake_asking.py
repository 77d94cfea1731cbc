"""The intake tools ask over every transport and in both eras, with the same results."""

import asyncio
from typing import Any

import pytest

from itsupport import record_store
from itsupport.orchestrator import UserReply
from itsupport.orchestrator.eras import both_eras
from itsupport.servers import build_server
from tests.servers.asking import WAYS, Person, call, connected

IDS = [" ".join(way) for way in WAYS]
every_way = pytest.mark.parametrize(("transport", "era"), WAYS, ids=IDS)


async def visit(transport: str, era: str) -> dict[str, Any]:
    """One connection, everything that a person can do."""
    person, seen = Person(), {}

    async def ask(key: str, tool: str, action: Any = "accept", **arguments: Any) -> None:
        person.action, person.asked = action, []
        result = await call(client, tool, **arguments)
        seen[key] = (result.is_error, result.structured_content, len(person.asked))

    async with connected(transport, era, person) as client:
        assert client.protocol_version.startswith(era)
        await ask("echo", "echo", text="hello")
        await ask("declined", "create_ticket_v2", "decline", customer_id="CUST-001")
        await ask("cancelled", "create_ticket_v2", "cancel", customer_id="CUST-001")
        await ask("accepted", "create_ticket_v2", customer_id="CUST-001")
        await ask("again", "create_ticket_v2", customer_id="CUST-001")
        await ask("no customer", "create_ticket_v2", customer_id="CUST-099")
        await ask("wrong argument", "create_ticket_v2", customer="CUST-001")
        visit = {"customer_id": "CUST-001", "topic": "New printer"}
        await ask("no name", "book_appointment_v2", "decline", **visit)
        await ask("no day", "book_appointment_v2", ("accept", "cancel"), **visit)
        await ask("booked", "book_appointment_v2", **visit)
        await ask("form", "create_ticket", customer_id="CUST-002")
        details = {"subject": "Slow", "priority": "low", "category": "software"}
        await ask("v1", "create_ticket", customer_id="CUST-002", confirmed=True, **details)
        person.answers |= {"priority": "urgent"}
        await ask("wrong form", "create_ticket_v2", customer_id="CUST-001")
    return seen


@every_way
def test_accept_decline_cancel_and_every_mistake(transport: str, era: str) -> None:
    seen = asyncio.run(visit(transport, era))

    assert seen["echo"] == (False, {"text": "hello"}, 0)
    failed, declined, asked = seen["declined"]
    assert (failed, declined["status"], asked) == (False, "declined", 1)
    assert seen["cancelled"][1]["status"] == "cancelled"
    assert "ticket" not in declined

    failed, created, asked = seen["accepted"]
    assert (failed, created["status"], asked) == (False, "created", 1)
    assert created["ticket"]["ticket_id"] == "TKT-1016", "declining used up no number"
    assert created["ticket"]["subject"] == "Printer on fire"
    assert seen["again"][1]["status"] == "already_created"
    assert seen["again"][1]["ticket"] == created["ticket"]

    failed, envelope, asked = seen["no customer"]
    assert (failed, envelope["error"], asked) == (True, "Customer CUST-099 not found", 0)
    assert seen["wrong argument"][0]
    assert "there is no argument customer" in seen["wrong argument"][1]["error"]

    assert (seen["no name"][1]["status"], seen["no name"][2]) == ("declined", 1)
    assert (seen["no day"][1]["status"], seen["no day"][2]) == ("cancelled", 2)
    failed, booked, asked = seen["booked"]
    assert (failed, booked["status"], asked) == (False, "booked", 2)
    assert booked["appointment"]["day"] == "2025-07-01"
    assert booked["appointment"]["name"] == "Dana"

    assert seen["form"][1]["status"] == "form_required"
    assert seen["form"][1]["missing"] == ["subject", "priority", "category"]
    assert seen["v1"][1]["ticket"]["ticket_id"] == "TKT-1017"

    failed, envelope, asked = seen["wrong form"]
    assert (failed, asked) == (True, 1)
    assert envelope["error"] == "The form of create_ticket_v2 was not filled in as it asks"
    assert "priority" in envelope["reason"]
    assert "urgent" not in str(envelope), "what people write is not repeated"
    assert "itsupport" not in str(envelope)


@every_way
@pytest.mark.parametrize("tool", ["create_ticket_v2", "book_appointment_v2"])
def test_a_client_that_cannot_be_asked_is_shown_the_way_out(
    transport: str, era: str, tool: str
) -> None:
    async def visit() -> Any:
        async with connected(transport, era) as client:
            arguments = {"customer_id": "CUST-001"}
            if tool == "book_appointment_v2":
                arguments["topic"] = "New printer"
            return await call(client, tool, **arguments)

    result = asyncio.run(visit())
    assert result.is_error
    assert result.structured_content["follow_up_tools"] == ["create_ticket"]
    assert "Use create_ticket" in result.structured_content["suggested_actions"][0]
    assert "itsupport" not in str(result.structured_content), "no names of modules"
    assert record_store.added("tickets") == []


@every_way
def test_questions_asked_at_the_same_time_do_not_mix(transport: str, era: str) -> None:
    async def visit() -> list[Any]:
        person = Person()
        async with connected(transport, era, person) as client:
            calls = [
                call(client, "create_ticket_v2", customer_id="CUST-001", subject=f"Trouble {n}")
                for n in range(8)
            ]
            return [result.structured_content for result in await asyncio.gather(*calls)]

    results = asyncio.run(visit())
    assert [result["ticket"]["subject"] for result in results] == [f"Trouble {n}" for n in range(8)]
    assert {result["ticket"]["ticket_id"] for result in results} == {
        f"TKT-{1016 + n}" for n in range(8)
    }


def test_the_tools_say_that_they_write_and_that_twice_is_once() -> None:
    server = build_server("intake")
    hints = {tool.name: tool.annotations for tool in asyncio.run(server.list_tools())}
    assert list(hints) == ["echo", "create_ticket", "create_ticket_v2", "book_appointment_v2"]
    for name, hint in hints.items():
        assert hint is not None
        assert hint.read_only_hint == (name == "echo")
        assert hint.idempotent_hint


def test_what_is_asked_for_is_not_among_the_arguments() -> None:
    for tool in asyncio.run(build_server("intake").list_tools()):
        assert tool.input_schema["additionalProperties"] is False
        assert not {"filled", "who", "when"} & set(tool.input_schema["properties"])
        for parameter in tool.input_schema["properties"].values():
            assert parameter["description"]
            assert "anyOf" not in parameter
        assert tool.output_schema is not None
        assert tool.output_schema["properties"]


def test_a_client_of_2026_is_not_told_the_names_of_modules() -> None:
    replies = {"name": "Dana", "day": "2025-07-01"}

    def reply(request: Any) -> UserReply:
        return UserReply("accept", {name: replies[name] for name in request.schema["properties"]})

    overheard = both_eras(
        {"intake": build_server("intake")},
        "book_appointment_v2",
        {"customer_id": "CUST-001", "topic": "New printer"},
        ask_user=reply,
    )["2026-07-28"]
    said = [message.body for message in overheard if not message.sent]
    asked = [one["result"].get("inputRequests", {}) for one in said if "result" in one]
    assert [key for keys in asked for key in keys] == ["ask_who", "ask_which_day"]
    assert "itsupport." not in str(said)
    assert record_store.added("appointments")
