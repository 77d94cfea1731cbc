"""The servers over HTTP in several processes on one port, for many users: uvicorn's own workers.

They share a database and the keys that seal questions to the user. A worker that dies is replaced.
What this leaves out lives in one process: sessions of clients of 2025, HTTP+SSE, and logins.
"""

import logging
import os
import sys
from collections.abc import Collection, Iterable
from multiprocessing import parent_process
from secrets import token_hex
from threading import Thread

from starlette.applications import Starlette
from uvicorn.supervisors import Multiprocess

from itsupport.listening import listen
from itsupport.record_store import DATABASE, share_a_database
from itsupport.servers.http import environment
from itsupport.servers.http.running import limited, tell_addresses
from itsupport.servers.state_keys import KEYS, KEYS_FILE

PATIENCE = 30
"""Seconds until a worker that says nothing is replaced; a busy machine starts one slowly."""


def serve_with_workers(
    servers: Collection[str],
    workers: int,
    *,
    host: str,
    port: int,
    hosts: Iterable[str] = (),
    origins: Iterable[str] = (),
    token_file: str | None = None,
) -> None:
    """Serve at an address of this machine until Ctrl-C; `all` stands for all but the logins.

    Raises `SupportError` for a setting that no worker could start with.
    """
    _share(servers, hosts, origins, token_file)
    environment.app()  # what is wrong with it is said once, and not by each worker
    with listen(host, port) as listener:
        tell_addresses(environment.names_for_workers(servers), listener)
        Multiprocess(
            limited(
                f"{__name__}:worker",
                factory=True,
                workers=workers,
                timeout_worker_healthcheck=PATIENCE,
            ),
            [listener],
        ).run()


def worker() -> Starlette:
    """The application of one worker, which ends with the process that started it."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    Thread(target=_end_with_parent, daemon=True).start()
    return environment.app()


def _share(
    servers: Iterable[str], hosts: Iterable[str], origins: Iterable[str], token_file: str | None
) -> None:
    """Put into the environment what every worker reads there."""
    os.environ[environment.SERVERS] = " ".join(servers)
    os.environ[environment.HOSTS] = " ".join(hosts)
    os.environ[environment.ORIGINS] = " ".join(origins)
    os.environ[environment.STATELESS] = "1"
    os.environ.pop(environment.SSE, None)
    if token_file:
        os.environ[environment.TOKEN_FILE] = token_file
    if not os.environ.get(KEYS_FILE) and not os.environ.get(KEYS):
        os.environ[KEYS] = token_hex(32)
    if not os.environ.get(DATABASE):
        print(f"Records are in {share_a_database()}; {DATABASE} may name another", file=sys.stderr)


def _end_with_parent() -> None:
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(0)
