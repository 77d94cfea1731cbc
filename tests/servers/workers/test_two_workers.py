"""What holds and what breaks when requests of one user reach two workers in turn."""

import asyncio
import secrets

import psutil
import pytest

from itsupport.servers.workers import start_workers
from tests.servers.workers.clients import LEGACY, MODERN, looks, opens_a_ticket, reason

KEY = secrets.token_hex(32)


@pytest.fixture(scope="module")
def plain():
    with start_workers("tickets", "intake") as fleet:
        yield fleet


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    database = f"sqlite:///{tmp_path_factory.mktemp('shared') / 'desk.db'}"
    with start_workers("tickets", "intake", state_keys=KEY, database=database) as fleet:
        yield fleet


def test_a_session_of_2025_breaks_when_the_next_worker_is_asked(plain):
    with pytest.raises(ExceptionGroup) as problem:
        asyncio.run(looks(plain.urls["tickets"], LEGACY))
    assert reason(problem.value) == "Session not found"
    assert {visit.status for visit in plain.visits} >= {200, 404}


def test_requests_of_2026_are_answered_by_any_worker(plain):
    before = plain.shares()
    assert asyncio.run(looks(plain.urls["tickets"], MODERN, times=6)) == [3] * 6
    assert [plain.shares()[name] - before[name] for name in "AB"] in ([3, 3], [2, 4], [4, 2])


def test_a_question_of_2026_breaks_when_workers_share_no_key(plain):
    with pytest.raises(ExceptionGroup) as problem:
        asyncio.run(opens_a_ticket(plain.urls["intake"]))
    assert reason(problem.value) == "Invalid or expired requestState"
    assert "unknown" in plain.log("A") + plain.log("B")  # the client is not told, the log is


def test_a_question_of_2026_holds_with_a_shared_key(shared):
    outcome = asyncio.run(opens_a_ticket(shared.urls["intake"]))
    assert outcome["status"] in {"created", "already_created"}
    asked, answered = [visit for visit in shared.visits if visit.method == "tools/call"][-2:]
    assert (asked.status, answered.status) == (200, 200)
    assert asked.worker != answered.worker


def test_a_ticket_that_one_worker_stored_is_found_by_the_other(shared):
    opened = asyncio.run(opens_a_ticket(shared.urls["intake"]))
    assert opened["ticket"]["ticket_id"] == "TKT-1016"
    before = shared.shares()
    assert asyncio.run(looks(shared.urls["tickets"], MODERN, times=2)) == [4, 4]
    assert {shared.shares()[name] - before[name] for name in "AB"} <= {0, 1, 2}


def test_a_session_of_2025_holds_when_it_always_goes_to_the_same_worker():
    with start_workers("tickets", "intake", sticky=True) as fleet:
        assert asyncio.run(looks(fleet.urls["tickets"], LEGACY)) == [3] * 4
        assert len({visit.worker for visit in fleet.visits}) == 1
        opened = asyncio.run(opens_a_ticket(fleet.urls["intake"], LEGACY))
        assert opened["status"] == "created"


def test_clients_of_2025_are_answered_by_any_worker_without_sessions_but_cannot_be_asked():
    with start_workers("tickets", "intake", stateless=True) as fleet:
        assert asyncio.run(looks(fleet.urls["tickets"], LEGACY)) == [3] * 4
        assert set(fleet.shares()) == {"A", "B"}
        refused = asyncio.run(opens_a_ticket(fleet.urls["intake"], LEGACY))
        assert "create_ticket" in refused["follow_up_tools"]


def test_the_key_is_in_no_log_and_in_no_list_of_processes(shared):
    commands = [" ".join(one.cmdline()) for one in psutil.Process().children(recursive=True)]
    assert any("itsupport.servers.workers.worker" in command for command in commands)
    assert not [text for text in (*commands, shared.log("A"), shared.log("B")) if KEY in text]
