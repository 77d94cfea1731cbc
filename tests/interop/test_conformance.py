"""The official conformance suite: our server class and web server, and our orchestrator as client.

What is required of a revision is frozen in the suite. A scenario that is not passed must be named
here, with the reason; one that is named and passed must be taken out.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.interop import installed

REVISIONS = ("2025-11-25", "2026-07-28")
AT_ONCE = 2
SECONDS = 200

DEPRECATED = "protocol logging and questions to the client's model are deprecated; ours have none"
TASKS = "an extension that the SDK has not"
BY_HAND = "needs a schema written by hand; ours come from functions only"
REPLAY = "events are not kept for clients that come back"
NOT_APPLICABLE_SERVER = {
    "2025-11-25": {
        "logging-set-level": DEPRECATED,
        "tools-call-with-logging": DEPRECATED,
        "tools-call-sampling": DEPRECATED,
        "json-schema-2020-12": BY_HAND,
        "server-sse-polling": REPLAY,
    },
    "2026-07-28": {
        "tasks-lifecycle": TASKS,
        "tasks-capability-negotiation": TASKS,
        "tasks-wire-fields": TASKS,
        "tasks-request-state-removal": TASKS,
        "tasks-mrtr-input": TASKS,
        "tasks-request-headers": TASKS,
        "tasks-dispatch-and-envelope": TASKS,
        "tasks-required-task-error": TASKS,
        "tasks-mrtr-composition": TASKS,
        "json-schema-2020-12": BY_HAND,
    },
}
NOT_APPLICABLE_CLIENT = {
    "auth/basic-cimd": "no https page of its own describes this program; it registers instead",
}


def suite(*arguments: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run the suite in a folder of its own: it writes there what it found."""
    return subprocess.run(
        [*installed.package_program("conformance"), *arguments],
        cwd=folder,
        env=installed.environment(),
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )


@pytest.fixture(scope="module")
def server_url() -> Iterator[str]:
    """A server with what the suite expects, in our own web server."""
    command = [sys.executable, "-m", "tests.interop.conformance_server"]
    with subprocess.Popen(
        command, cwd=installed.ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.mark.parametrize("revision", REVISIONS)
def test_our_server_passes_what_a_revision_requires(
    server_url: str, revision: str, tmp_path: Path
) -> None:
    done = suite("server", "--url", server_url, "--requirements", revision, folder=tmp_path)
    summary = done.stdout.partition("=== SUMMARY ===")[2]
    outcomes = dict(
        re.findall(r"^(?:\x1b\[\d+m)?[✓✗] (\S+): (\d+ passed, \d+ failed)", summary, re.M)
    )
    failed = {name for name, counts in outcomes.items() if not counts.endswith(" 0 failed")}
    assert len(outcomes) > 30, done.stdout[-2000:] + done.stderr[-2000:]
    assert failed == set(NOT_APPLICABLE_SERVER[revision])


def required(revision: str, folder: Path) -> list[str]:
    """The client scenarios that the suite counts for a revision."""
    listed = suite("list", "--requirements", revision, folder=folder).stdout
    of_clients = listed.partition("Client scenarios")[2].partition("never scored")[0]
    return re.findall(r"^  - (\S+)", of_clients, re.MULTILINE)


def passed(scenario: str, revision: str, folder: Path) -> tuple[bool, str]:
    """Whether our orchestrator passes one scenario, and what the suite says."""
    program = installed.CLIENTS / "conformance_client.py"
    command = ["--command", f"{sys.executable} {program}", "--scenario", scenario]
    chosen = ["--spec-version", revision, "--timeout", "90000"]
    done = suite("client", *command, *chosen, folder=folder)
    return done.returncode == 0, done.stdout[-1500:] + done.stderr[-1500:]


@pytest.mark.parametrize("revision", REVISIONS)
def test_our_orchestrator_passes_what_a_revision_requires_of_a_client(
    revision: str, tmp_path: Path
) -> None:
    scenarios = required(revision, tmp_path)
    assert len(scenarios) > 15
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(lambda name: passed(name, revision, tmp_path), scenarios))
    outcomes = dict(zip(scenarios, found, strict=True))
    failed = {name: said for name, (right, said) in outcomes.items() if not right}
    assert set(failed) == set(NOT_APPLICABLE_CLIENT) & set(scenarios), "\n".join(failed.values())
