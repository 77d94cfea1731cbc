"""Workers are started and ended by the package, and never outlive whoever started them."""

import asyncio
import subprocess
import sys

import httpx2
import psutil
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from itsupport.errors import SupportError
from itsupport.servers.http.in_a_thread import HttpSite
from itsupport.servers.workers import Front, start_workers
from tests.servers.workers.clients import MODERN, looks


def test_a_fleet_is_gone_when_it_is_stopped_and_may_be_stopped_twice():
    fleet = start_workers("tickets")
    workers = psutil.Process().children(recursive=True)
    assert len(workers) >= 2
    fleet.stop()
    fleet.stop()
    assert not any(worker.is_running() for worker in workers)


def test_workers_end_when_whoever_started_them_dies():
    program = (
        "import os, psutil\n"
        "from itsupport.servers.workers import start_workers\n"
        "fleet = start_workers('tickets')\n"
        "print(*[one.pid for one in psutil.Process().children(recursive=True)], flush=True)\n"
        "os._exit(1)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=120
    )
    orphans = [
        psutil.Process(int(pid)) for pid in said.stdout.split() if psutil.pid_exists(int(pid))
    ]
    _, alive = psutil.wait_procs(orphans, timeout=20)
    assert len(said.stdout.split()) == 2
    assert not alive


def test_a_worker_that_cannot_start_says_why_and_leaves_nothing_behind():
    before = set(psutil.Process().children(recursive=True))
    with pytest.raises(SupportError, match="Worker A did not start") as problem:
        start_workers("tickets", state_keys="too-short-to-be-a-key")
    assert "is too short" in problem.value.envelope["reason"]
    assert "too-short-to-be-a-key" not in str(problem.value.envelope)
    assert set(psutil.Process().children(recursive=True)) <= before


def test_the_other_workers_answer_for_one_that_is_gone():
    with start_workers("tickets", workers=3) as fleet:
        fleet.kill("B")
        assert asyncio.run(looks(fleet.urls["tickets"], MODERN, times=6)) == [3] * 6
        assert fleet.shares()["A"] >= 2
        assert 0 in {visit.status for visit in fleet.visits if visit.worker == "B"}


def test_a_question_after_the_address_reaches_the_worker():
    async def asked(request):
        return PlainTextResponse(request.url.query)

    with HttpSite(Starlette(routes=[Route("/{path:path}", asked)]), {}) as worker:
        front = Front({"A": worker.url})
        with HttpSite(front.app, {}) as site:
            assert httpx2.get(f"{site.url}/sign-in?x=1&y=%2F", trust_env=False).text == "x=1&y=%2F"
            assert httpx2.get(f"{site.url}/sign-in", trust_env=False).text == ""


def test_when_no_worker_is_left_the_client_is_told():
    with start_workers("tickets") as fleet:
        fleet.kill("A")
        fleet.kill("B")
        with pytest.raises(Exception):  # noqa: B017, PT011  what the SDK makes of a 502 is its own
            asyncio.run(looks(fleet.urls["tickets"], MODERN, times=1))
