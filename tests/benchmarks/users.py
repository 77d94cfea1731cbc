"""`python -m tests.benchmarks users`: many users at two workers, each with two questions.

Users and workers share this machine, and most of the time goes into the users' side: the figures
say what is lost and crossed, and what comes through here; not what a server farm would do.
"""

import argparse
import asyncio
import secrets
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from itsupport.record_store.database import database_at
from itsupport.servers.workers import start_workers
from itsupport.teaching.crowd import crowd


def add_options(parser: argparse.ArgumentParser) -> None:
    """How many."""
    parser.add_argument("--users", type=int, nargs="+", default=[50, 200, 1000])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--at-once", type=int, default=50, help="questions open at the same time")
    parser.add_argument("--database", help="URL; otherwise SQLite in a temporary folder")


def main(options: argparse.Namespace) -> int:
    """Print a table, and return 1 when anything was lost, crossed or doubled."""
    print(
        f"{options.workers} workers, at most {options.at_once} questions at once\n\n"
        "| users | questions | seconds | a second | median | p95 | lost | crossed | tickets |\n"
        "|---|---|---|---|---|---|---|---|---|"
    )
    good = [_row(users, options) for users in options.users]
    return 0 if all(good) else 1


def _row(users: int, options: argparse.Namespace) -> bool:
    with TemporaryDirectory() as folder:
        database = options.database or f"sqlite:///{Path(folder, 'desk.db')}"
        store = database_at(database)
        store.forget()
        key = secrets.token_hex(32)
        with start_workers(
            "tickets", "intake", workers=options.workers, state_keys=key, database=database
        ) as fleet:
            started = time.perf_counter()
            outcome = asyncio.run(crowd(fleet.urls, users, at_once=options.at_once))
            seconds = time.perf_counter() - started
        stored = len(store.added("tickets"))
        store.close()
    print(
        f"| {users} | {2 * users} | {seconds:.1f} | {2 * users / seconds:.0f} "
        f"| {outcome.median:.2f} s | {outcome.p95:.2f} s "
        f"| {outcome.lost} | {outcome.crossed} | {stored} |",
        flush=True,
    )
    return outcome.lost == outcome.crossed == 0 and stored == users
