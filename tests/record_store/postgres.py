"""A PostgreSQL server for the tests: a new one in a temporary folder, or one that runs elsewhere.

`WORKBOOK_POSTGRES` may hold the URL of a server on which databases may be made, or the word
"required": then a machine without PostgreSQL fails the tests instead of skipping them.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

WANTED = os.environ.get("WORKBOOK_POSTGRES", "")


@contextmanager
def server_on_demand() -> Iterator[Callable[[], str]]:
    """A function for the URL of its first database; it skips or fails where none is to be had."""
    with ExitStack() as at_the_end:

        @cache
        def start() -> str:
            if "://" in WANTED:
                return WANTED
            if reason := _missing():
                (pytest.fail if WANTED == "required" else pytest.skip)(reason)
            folder = tempfile.TemporaryDirectory(prefix="postgres-")
            return at_the_end.enter_context(_started(at_the_end.enter_context(folder)))

        yield start


def _missing() -> str:
    if find_spec("psycopg") is None:
        return "psycopg is not installed (see .ci/postgres.txt)"
    return "" if _programs() else "there is no PostgreSQL server on this machine"


def _programs() -> Path | None:
    """The folder of Debian's newest server, which is not in the PATH, or the folder in the PATH."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).parent if found and os.name == "posix" else None


@contextmanager
def _started(folder: str) -> Iterator[str]:
    """Listens on a socket in the folder and nowhere else. It is a child of ours: it ends with us.

    PostgreSQL refuses to run as root, who becomes the user that Debian made for it.
    """
    programs, data = _programs(), f"{folder}/data"
    assert programs is not None
    user = {"user": "postgres", "group": "postgres"} if os.getuid() == 0 else {}
    if user:
        shutil.chown(folder, "postgres")
    make = ["--auth=trust", "--username=postgres", "--no-sync", "--encoding=UTF8", "--locale=C"]
    quiet = {"cwd": folder, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, **user}
    subprocess.run([programs / "initdb", *make, data], check=True, timeout=120, **quiet)
    options = ["-k", folder, "-c", "listen_addresses=", "-c", "fsync=off"]
    running = subprocess.Popen([programs / "postgres", "-D", data, *options], **quiet)
    try:
        _wait_until_ready(running)
        yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
    finally:
        running.send_signal(signal.SIGINT)  # end now, and do not wait for clients
        running.communicate(timeout=60)


def _wait_until_ready(running: subprocess.Popen[bytes]) -> None:
    said = []
    assert running.stdout is not None
    for line in running.stdout:  # ends when the server does
        said.append(line.decode())
        if b"ready to accept connections" in line:
            return
    pytest.fail(f"PostgreSQL did not start:\n{''.join(said)}")
