"""The files for running a class: read, not run, because no container engine is here.

What can be known without one: they parse, images and packages are pinned, nothing in them is a
secret, learners are not root, and the commands and variables in them exist.
"""

import argparse
import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from itsupport.command_line import serve
from itsupport.record_store import DATABASE
from itsupport.servers.http.environment import names_for_workers
from itsupport.servers.state_keys import KEYS_FILE

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / ".deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
VALUES = yaml.safe_load((DEPLOY / "values.yaml").read_text("utf-8"))
DOCKERFILES = sorted(DEPLOY.glob("*Dockerfile"))
SERVICES = sorted(COMPOSE["services"])


def instructions(path: Path) -> list[list[str]]:
    """The instructions of a Dockerfile as lists of words, continued lines joined."""
    text = re.sub(r"\\\n", " ", path.read_text("utf-8"))
    return [line.split() for line in text.splitlines() if line.strip() and line[0] not in "# "]


@pytest.mark.parametrize("path", DOCKERFILES, ids=lambda path: path.name)
def test_images_start_from_a_pinned_one_and_install_pinned_packages(path: Path) -> None:
    steps = instructions(path)
    [base] = [words[1] for words in steps if words[0] == "FROM"]
    assert re.search(r":\d+\.\d+(\.\d+)?(-[\w-]+)?$", base)
    for words in steps:
        if words[:3] == ["RUN", "pip", "install"]:
            named = [word.strip('"') for word in words[3:] if word.startswith('"')]
            assert all("==" in name for name in named)
    assert any(words[0] == "HEALTHCHECK" for words in steps)


def test_a_learner_is_not_root_and_what_is_copied_is_there() -> None:
    steps = instructions(DEPLOY / "Dockerfile")
    assert [words[1] for words in steps if words[0] == "USER"] == ["learner"]
    sources = [name for words in steps if words[0] == "COPY" for name in words[1:-1]]
    assert [name for name in sources if not (ROOT / name).exists()] == []
    allowed = (ROOT / ".dockerignore").read_text("utf-8").split()
    assert [name for name in sources if f"!{name}" not in allowed] == []


def test_the_start_of_a_learner_is_a_shell_script() -> None:
    script = DEPLOY / "start-learner"
    if os.name == "posix":
        assert os.access(script, os.X_OK)
        done = subprocess.run(["sh", "-n", script], capture_output=True, timeout=30)
        assert done.returncode == 0, done.stderr


def test_the_configuration_of_the_hub_is_python_without_a_secret() -> None:
    tree = ast.parse((DEPLOY / "jupyterhub_config.py").read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and "password" in ast.unparse(node.targets[0]):
            assert ast.unparse(node.value).startswith("os.environ["), "from the environment only"


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_pinned_open_to_this_machine_only_and_holds_no_secret(name: str) -> None:
    service = COMPOSE["services"][name]
    assert re.search(r":\d+\.\d+(\.\d+)?(-\w+)?$", service["image"])
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))
    for variable, value in service.get("environment", {}).items():
        if re.search("PASSWORD|KEY|TOKEN|DATABASE$", variable):
            assert "${" in value or value.startswith("/run/secrets/"), variable


def test_the_desk_is_started_with_what_the_package_knows() -> None:
    desk = COMPOSE["services"]["desk"]
    assert set(desk["environment"]) == {KEYS_FILE, DATABASE}
    assert desk["command"][:4] == ["python", "-m", "itsupport", "serve"]
    parser = argparse.ArgumentParser()
    serve.add_arguments(parser)
    options = parser.parse_args(desk["command"][4:])
    assert len(names_for_workers(options.servers)) == 6
    assert (options.http, options.workers, options.port) == (True, 4, 8080)
    assert desk["healthcheck"]
    assert set(COMPOSE["secrets"]) == set(desk["secrets"])


def test_versions_agree_with_each_other() -> None:
    hub = (DEPLOY / "hub.Dockerfile").read_text("utf-8")
    learner = (DEPLOY / "Dockerfile").read_text("utf-8")
    [version] = re.findall(r"jupyterhub/jupyterhub:([\d.]+)", hub)
    assert f"jupyterhub=={version}" in learner
    driver = re.findall(r"psycopg==[\d.]+", (ROOT / ".ci/postgres.txt").read_text("utf-8"))
    assert driver == [
        f"psycopg=={one}" for one in re.findall(r"psycopg\[binary\]==([\d.]+)", learner)
    ]


def test_nobody_gets_into_the_cluster_by_default() -> None:
    assert VALUES["hub"]["config"]["JupyterHub"]["authenticator_class"] == "null"
    assert VALUES["singleuser"]["cmd"] == ["start-learner"]
    assert VALUES["singleuser"]["allowPrivilegeEscalation"] is False


@pytest.mark.parametrize(
    "command", [["-m", "tests.benchmarks", "classroom"], ["-m", "itsupport", "grade"]]
)
def test_the_commands_of_the_page_exist(command: list[str]) -> None:
    page = (DEPLOY / "README.md").read_text("utf-8")
    assert f"python {' '.join(command)}" in page
    done = subprocess.run(
        [sys.executable, *command, "--help"], cwd=ROOT, capture_output=True, timeout=120
    )
    assert done.returncode == 0


def test_secrets_are_never_committed() -> None:
    assert {".env", "secrets/"} <= set((DEPLOY / ".gitignore").read_text("utf-8").split())
