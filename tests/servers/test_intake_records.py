"""What the intake stores: once for each request, with the next number, and where others see it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from mcp.types import ElicitResult

from itsupport import record_store
from itsupport.dataset import DATA_FOLDER
from itsupport.domains.tickets import get_ticket_details, get_ticket_metrics, search_tickets
from itsupport.errors import SupportError
from itsupport.servers.intake.create_ticket import create_ticket
from itsupport.servers.intake.free_days import VISITS_A_DAY, book, free_days
from tests.servers.asking import Person, call, connected

DETAILS: dict[str, Any] = {
    "customer_id": "CUST-003",
    "subject": "Scanner eats paper",
    "priority": "low",
    "category": "hardware",
}


def test_the_ticket_tools_see_a_new_ticket_at_once() -> None:
    before = get_ticket_metrics()["total"]
    opened = create_ticket(**DETAILS, confirmed=True)["ticket"]
    assert get_ticket_details("TKT-1016") == opened
    assert search_tickets(query="scanner eats paper")["tickets"][0]["ticket_id"] == "TKT-1016"
    assert search_tickets(customer_id="CUST-003", status="open")["tickets"]
    assert get_ticket_metrics()["total"] == before + 1


def test_the_first_form_holds_what_is_known_and_stores_nothing() -> None:
    asked = create_ticket(customer_id="CUST-003", priority="low")
    assert asked["status"] == "form_required"
    assert asked["form"]["properties"]["customer_id"]["default"] == "CUST-003"
    assert asked["form"]["required"] == asked["missing"] == ["subject", "category"]
    assert record_store.added("tickets") == []


def test_all_details_without_a_yes_are_still_only_a_form() -> None:
    assert create_ticket(**DETAILS)["status"] == "form_required"
    assert create_ticket(**DETAILS, confirmed=False)["status"] == "declined"
    assert record_store.added("tickets") == []
    again = create_ticket(**DETAILS)["call_again_with"]
    assert create_ticket(**DETAILS, **again)["status"] == "created"


def test_both_ways_know_the_same_request() -> None:
    first = create_ticket(**DETAILS, confirmed=True)

    async def ask() -> Any:
        async with connected("in memory", "2026", Person(**DETAILS)) as client:
            return (await call(client, "create_ticket_v2", **DETAILS)).structured_content

    second = asyncio.run(ask())
    assert (first["status"], second["status"]) == ("created", "already_created")
    assert first["ticket"] == second["ticket"]


def test_other_words_or_another_day_are_another_request(monkeypatch: pytest.MonkeyPatch) -> None:
    create_ticket(**DETAILS, confirmed=True)
    create_ticket(**DETAILS | {"subject": "Scanner eats the table"}, confirmed=True)
    monkeypatch.setenv("ITSUPPORT_TODAY", "2025-07-01")
    last = create_ticket(**DETAILS, confirmed=True)["ticket"]
    assert last["ticket_id"] == "TKT-1018"
    assert last["created"].startswith("2025-07-01")


@pytest.mark.parametrize("subject", ["scanner eats paper", "Scanner  eats\tPAPER"])
def test_capitals_and_blanks_do_not_make_another_request(subject: str) -> None:
    first = create_ticket(**DETAILS, confirmed=True)
    again = create_ticket(**DETAILS | {"subject": subject}, confirmed=True)
    assert again["status"] == "already_created"
    assert again["ticket"] == first["ticket"]


def test_forty_requests_at_once_get_forty_numbers_and_the_same_request_one() -> None:
    with ThreadPoolExecutor(20) as pool:
        opened = list(
            pool.map(
                lambda n: create_ticket(**DETAILS | {"subject": f"No {n % 40}"}, confirmed=True),
                range(80),
            )
        )
    ids = {result["ticket"]["ticket_id"] for result in opened}
    assert ids == {f"TKT-{1016 + n}" for n in range(40)}
    assert sum(result["status"] == "created" for result in opened) == 40


def test_a_number_that_is_taken_in_the_file_later_is_said_and_not_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_ticket(**DETAILS, confirmed=True)
    copytree(DATA_FOLDER, tmp_path / "data")
    tickets = tmp_path / "data" / "tickets.json"
    tickets.write_text(tickets.read_text("utf-8").replace("TKT-1015", "TKT-1016"), "utf-8")
    monkeypatch.setenv("ITSUPPORT_DATA", str(tmp_path / "data"))
    with pytest.raises(SupportError, match=r"TKT-1016\. So is one in the file"):
        search_tickets()


def test_an_added_record_of_another_shape_is_named() -> None:
    record_store.add("tickets", "by hand", lambda _: {"ticket_id": "TKT-2000"})
    with pytest.raises(SupportError, match="An added record of tickets cannot be used"):
        search_tickets()


def test_every_visit_is_booked_once_and_a_full_day_is_no_longer_offered() -> None:
    day = "2025-07-01"
    with ThreadPoolExecutor(10) as pool:
        visits = list(
            pool.map(
                lambda n: book("CUST-001", "Switch", f"Person {n}", day), range(VISITS_A_DAY + 2)
            )
        )
    made = [appointment for appointment, _ in visits if appointment]
    assert len(made) == VISITS_A_DAY
    assert len({(one["at"], one["technician"]) for one in made}) == VISITS_A_DAY
    assert day not in free_days()
    assert "2025-07-02" in free_days()
    assert book("CUST-001", "Switch", made[0]["name"], day) == (made[0], False)
    assert book("CUST-001", " switch", made[0]["name"].upper(), day) == (made[0], False)


def test_visits_are_on_working_days_of_the_next_two_weeks() -> None:
    assert next(iter(free_days())) == "2025-07-01"
    assert list(free_days())[-1] == "2025-07-14"
    assert not {"2025-07-05", "2025-07-06"} & set(free_days())


def test_the_last_round_sent_again_finds_its_booking_even_when_that_filled_the_day() -> None:
    day, arguments = "2025-07-01", {"customer_id": "CUST-001", "topic": "New printer"}
    for n in range(VISITS_A_DAY - 1):
        book("CUST-002", "Switch", f"Person {n}", day)
    answers: list[dict[str, Any]] = [{"name": "Dana"}, {"day": day}]

    async def ask() -> list[Any]:
        async with connected("in memory", "2026", Person()) as client:
            asked = partial(client.session.call_tool, "book_appointment_v2", arguments)
            step, last = await asked(allow_input_required=True), {}
            for answer in answers:
                [question] = step.input_requests
                reply = ElicitResult(action="accept", content=answer)
                last = {"input_responses": {question: reply}, "request_state": step.request_state}
                step = await asked(**last, allow_input_required=True)
            return [step, await asked(**last, allow_input_required=True)]

    first, again = (result.structured_content for result in asyncio.run(ask()))
    assert (first["status"], again["status"]) == ("booked", "already_booked")
    assert again["appointment"] == first["appointment"]


@pytest.mark.parametrize("era", ["2026", "2025"])
def test_a_day_that_fills_up_while_the_question_is_open_is_not_booked_twice(era: str) -> None:
    class Slow(Person):
        async def __call__(self, *request: Any) -> Any:
            reply = await super().__call__(*request)
            if reply.content and "day" in reply.content and len(self.asked) == 2:
                for n in range(VISITS_A_DAY):
                    book("CUST-002", "Switch", f"Person {n}", "2025-07-01")
                self.answers["day"] = "2025-07-02"
            return reply

    async def ask() -> Any:
        async with connected("in memory", era, Slow()) as client:
            arguments = {"customer_id": "CUST-001", "topic": "New printer"}
            return (await call(client, "book_appointment_v2", **arguments)).structured_content

    outcome = asyncio.run(ask())
    if era == "2026":  # the list has changed, so the question is asked again
        assert outcome["appointment"]["day"] == "2025-07-02"
    else:
        assert outcome["error"] == "2025-07-01 is full"
        assert outcome["retryable"]
