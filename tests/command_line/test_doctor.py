"""The doctor on a healthy and on a broken machine, and each of its checks by itself."""

import json
import shlex
import sys
import threading
from argparse import Namespace
from pathlib import Path
from types import ModuleType

import pytest

from itsupport.command_line import doctor
from itsupport.command_line.checkups import (
    child_process,
    event_loop,
    kernel,
    model,
    packages,
    python_version,
    sample_data,
    servers,
    temporary_folder,
    typed_command,
)
from itsupport.offline.exchange import Call, Reply
from itsupport.orchestrator.connection import START_SECONDS
from itsupport.orchestrator.slow_starts import LONGEST
from tests.command_line.conftest import itsupport
from tests.llm.strict_service import HANG, KEY, StrictService

SHOW = Call("call_1", "get_ticket_details", {"ticket_id": "TKT-1001"})


def test_on_a_healthy_machine_every_line_is_good_and_the_exit_code_is_0() -> None:
    done = itsupport("doctor")
    *findings, summary = done.stdout.splitlines()
    assert all(line.startswith("✓ ") for line in findings), done.stdout
    assert summary.startswith("All is well")
    assert (done.returncode, done.stderr) == (0, "")


def test_on_a_broken_machine_every_fault_says_what_to_do_even_without_utf_8(tmp_path: Path) -> None:
    done = itsupport(
        "doctor",
        PYTHONIOENCODING="ascii",
        OPENAI_API_KEY="sk-hidden value",
        ITSUPPORT_DATA=str(tmp_path / "missing"),
        JUPYTER_PATH=str(register_kernel(tmp_path, "no-such-python")),
    )
    lines = done.stdout.splitlines()
    faults = [number for number, line in enumerate(lines) if line.startswith("XX ")]
    assert [lines[number].split(":")[0] for number in faults] == [
        "XX The Jupyter kernel python3 does not start",
        *["XX Sample data"] * 5,
        "XX Model (because of OPENAI_API_KEY)",
    ]
    assert all(lines[number + 1].startswith("    ") for number in faults)
    assert sum(line.startswith("ok Server ") for line in lines) == 5
    assert "hidden" not in done.stdout
    assert (done.returncode, done.stderr) == (1, "")


def test_a_check_that_hangs_or_ends_python_is_a_finding_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, check in {"endless": threading.Event().wait, "leaves": sys.exit}.items():
        module = ModuleType(name)
        monkeypatch.setattr(module, "check", check, raising=False)
        monkeypatch.setitem(sys.modules, f"{doctor.__package__}.checkups.{name}", module)
    monkeypatch.setattr(doctor, "CHECKUPS", {"endless": "Endless", "leaves": "Leaves"})
    monkeypatch.setattr(doctor, "SECONDS", 0.2)
    assert doctor.run(Namespace()) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "✗ Endless: no result within 0.2 seconds"
    assert lines[2].startswith("✗ Leaves: SystemExit")


def test_python_the_child_process_the_folder_and_the_loop_are_well_here() -> None:
    for checkup in (python_version, child_process, temporary_folder, event_loop):
        assert [finding.good for finding in checkup.check()] == [True]


def test_packages_that_are_missing_or_too_old_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    about = tmp_path / "itsupport-1.0.dist-info" / "METADATA"
    about.parent.mkdir()
    about.write_text(
        "Metadata-Version: 2.1\nName: itsupport\nVersion: 1.0\n"
        "Requires-Dist: rich>=999\nRequires-Dist: no-such-package>=1\nRequires-Dist: mcp>=2\n"
        "Requires-Dist: also-missing; extra == 'dev'\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    statements = [finding.statement for finding in packages.check()]
    assert statements[0].endswith("is installed, and >=999 is needed")
    assert statements[1:] == ["The package no-such-package is missing"]


@pytest.mark.parametrize(
    ("program", "typed"),
    [
        (r"C:\Users\zoë\.venv\Scripts\python.exe", r"C:\Users\zoë\.venv\Scripts\python.exe"),
        (r"C:\My files\python.exe", r'"C:\My files\python.exe"'),
        (r"C:\R&D\python.exe", r'"C:\R&D\python.exe"'),
    ],
)
def test_advice_on_windows_runs_in_both_shells_or_says_how(program: str, typed: str) -> None:
    command = typed_command.python_command(program, "-m pip install -e .", windows=True)
    assert command.startswith(f"{typed} -m pip install -e .")
    assert ("in PowerShell" in command) == (typed != program)


@pytest.mark.parametrize("program", ["/home/zoe/.venv/bin/python", "/home/it's mine/$x/python"])
def test_advice_elsewhere_is_one_command_of_the_shell(program: str) -> None:
    command = typed_command.python_command(program, "-m pip install -e .", windows=False)
    assert shlex.split(command) == [program, "-m", "pip", "install", "-e", "."]


def test_a_kernel_of_this_python_is_well(no_settings: pytest.MonkeyPatch, tmp_path: Path) -> None:
    no_settings.setenv("JUPYTER_PATH", str(register_kernel(tmp_path, sys.executable)))
    assert [finding.good for finding in kernel.check()] == [True]


@pytest.mark.skipif(sys.platform == "win32", reason="the other Python is a shell script")
def test_a_kernel_of_another_python_is_found_out(
    no_settings: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "other-python"
    other.write_text("#!/bin/sh\necho /elsewhere\n")
    other.chmod(0o755)
    no_settings.setenv("JUPYTER_PATH", str(register_kernel(tmp_path, str(other))))
    (finding,) = kernel.check()
    assert "another Python" in finding.statement
    assert finding.advice[0].startswith(f"Run: {typed_command.this_python('-m ipykernel install')}")


def test_a_broken_data_file_is_found_with_its_place(
    no_settings: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    originals = Path(sample_data.__file__).parents[2] / "data"
    for original in originals.glob("*.json"):
        (tmp_path / original.name).write_bytes(original.read_bytes())
    (tmp_path / "assets.json").write_text('[{"asset_id": 5}]')
    no_settings.setenv("ITSUPPORT_DATA", str(tmp_path))
    (finding,) = sample_data.check()
    assert finding.statement == "Sample data: The data file assets.json cannot be used"
    assert "record 1" in finding.advice[0]


def test_a_server_that_does_not_start_does_not_hide_the_others(
    no_settings: pytest.MonkeyPatch,
) -> None:
    no_settings.setenv("ITSUPPORT_TODAY", "yesterday")
    findings = servers.check()
    assert len(findings) == 5
    assert all("did not start" in finding.statement for finding in findings)
    assert all("is not a date" in "\n".join(finding.advice) for finding in findings)


def test_the_doctor_waits_longer_than_the_servers_may_take_to_start() -> None:
    assert doctor.SECONDS > LONGEST * START_SECONDS


def test_the_offline_model_is_named_with_the_reason(no_settings: pytest.MonkeyPatch) -> None:
    (finding,) = model.check()
    assert finding.good
    assert "offline-selector-1 (because neither OPENAI_API_KEY nor" in finding.statement


@pytest.mark.parametrize(
    ("step", "key", "said"),
    [
        (Reply("", (SHOW,)), KEY, "answers and calls the tool"),
        (Reply("It is a blue screen."), KEY, "answers, but does not call the tool"),
        (Reply("never sent"), "sk-wrong-1234567890", "does not accept the key"),
        (HANG, KEY, "no answer within 0.5 seconds"),
    ],
)
def test_a_real_service_is_asked_one_question(
    no_settings: pytest.MonkeyPatch, step: object, key: str, said: str
) -> None:
    no_settings.setattr(model, "SECONDS", 5.0 if step is not HANG else 0.5)
    with StrictService(step) as service:
        no_settings.setenv("OPENAI_API_KEY", key)
        no_settings.setenv("OPENAI_BASE_URL", service.url)
        no_settings.setenv("OPENAI_MODEL", "llama")
        (finding,) = model.check()
    assert len(service.requests) == 1
    assert "llama (because of OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL)" in finding.statement
    assert said in finding.statement
    assert finding.good == (key == KEY and step == Reply("", (SHOW,)))
    assert key not in finding.statement + "".join(finding.advice)


def register_kernel(folder: Path, program: str) -> Path:
    """A Jupyter folder whose kernel python3 starts the program given; for JUPYTER_PATH."""
    kernel_file = folder / "jupyter" / "kernels" / "python3" / "kernel.json"
    kernel_file.parent.mkdir(parents=True)
    start = [program, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    kernel_file.write_text(json.dumps({"argv": start, "display_name": "P", "language": "python"}))
    return folder / "jupyter"
