"""Fifty users at once: every question is answered, and with nobody else's answer."""

import asyncio
import secrets

import pytest

from itsupport.llm import offline_model
from itsupport.orchestrator import MCPOrchestrator, UserReply
from itsupport.record_store.database import database_at
from itsupport.servers.workers import start_workers
from itsupport.teaching.crowd import crowd
from tests.servers.workers.clients import TICKET, opens_a_ticket

USERS = 50


@pytest.fixture
def database(tmp_path):
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    yield url
    database_at(url).close()


@pytest.fixture
def fleet(database):
    key = secrets.token_hex(32)
    with start_workers("tickets", "intake", state_keys=key, database=database) as fleet:
        yield fleet


def subjects(database):
    return sorted(ticket["subject"] for ticket in database_at(database).added("tickets"))


WANTED = sorted(f"The printer of user {number} is on fire" for number in range(1, USERS + 1))


def test_fifty_users_with_two_questions_each_lose_and_cross_nothing(fleet, database):
    outcome = asyncio.run(crowd(fleet.urls, USERS))
    assert (outcome.lost, outcome.crossed, outcome.problems) == (0, 0, ())
    assert len(outcome.tickets) == USERS
    assert subjects(database) == WANTED
    assert min(fleet.shares().values()) > USERS  # of 150 calls


def test_a_worker_that_is_killed_under_load_costs_nothing_when_users_ask_again(fleet, database):
    async def with_an_accident():
        asking = asyncio.ensure_future(crowd(fleet.urls, USERS, tries=3))
        while len(fleet.visits) < USERS:  # noqa: ASYNC110  they are in the middle of it
            await asyncio.sleep(0)
        fleet.kill("B")
        return await asking

    outcome = asyncio.run(with_an_accident())
    assert (outcome.lost, outcome.crossed) == (0, 0)
    assert subjects(database) == WANTED  # whoever asked again opened no second ticket


def test_a_form_is_still_good_when_the_worker_that_showed_it_is_dead(fleet, database):
    def end_whoever_asked():
        fleet.kill(next(v.worker for v in reversed(fleet.visits) if v.method == "tools/call"))

    outcome = asyncio.run(opens_a_ticket(fleet.urls["intake"], meanwhile=end_whoever_asked))
    assert outcome["status"] == "created"
    assert subjects(database) == [TICKET["subject"]]


def test_desks_of_several_people_go_through_the_same_address(fleet, database):
    def filled(number):
        return lambda _request: UserReply("accept", TICKET | {"subject": f"Printer {number}"})

    async def one(number):
        desk = MCPOrchestrator(fleet.entries(), offline_model(), ask_user=filled(number))
        async with desk:
            opened = await desk.aquery("Open a new ticket for CUST-001: the printer is on fire")
            ticket_id = opened.calls[-1].result["ticket"]["ticket_id"]
            found = await desk.aquery(f"Show me the details of ticket {ticket_id}")
            return found.calls[-1].result["subject"]

    async def all_of_them():
        return await asyncio.gather(*(one(number) for number in range(8)))

    assert asyncio.run(all_of_them()) == [f"Printer {number}" for number in range(8)]
    assert subjects(database) == [f"Printer {number}" for number in range(8)]
