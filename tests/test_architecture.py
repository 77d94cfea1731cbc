"""The rules that keep the package readable: floors, sizes, names, types, and what is pinned."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "itsupport"
FILES = sorted(PACKAGE.rglob("*.py"))

FLOORS = {
    "errors": 1,
    "argument_errors": 1,
    "argument_types": 1,
    "unicode": 1,
    "harmless_markdown": 1,
    "guarded_frame": 1,
    "listening": 1,
    "patience": 1,
    "plot": 1,
    "dataset": 1,
    "dual_mode": 1,
    "example_questions": 1,
    "state_folder": 1,
    "record_store": 1,
    "offline": 1,
    "domains": 2,
    "llm": 2,
    "servers": 3,
    "orchestrator": 3,
    "notebook": 4,
    "teaching": 5,
    "command_line": 6,
    "__main__": 6,
}
NEVER = {
    "domains": {"mcp", "openai"},
    "offline": {"mcp", "openai", "pandas", "itsupport.domains", "itsupport.orchestrator"},
    "orchestrator": {"itsupport.domains", "itsupport.servers"},
}
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}


def room(path: Path) -> str:
    """The file or folder directly below the package that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> list[str]:
    """Every module that a file imports, wherever in the file."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append(node.module or "")
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_go_down_floors_only(path: Path) -> None:
    if path == PACKAGE / "__init__.py":
        assert imports(path) == []
        return
    here = room(path)
    for module in imports(path):
        parts = module.split(".")
        if parts[0] != "itsupport" or len(parts) == 1 or parts[1] == here:
            continue
        assert FLOORS[parts[1]] <= FLOORS[here], f"{here} must not know {module}"
        assert FLOORS[parts[1]] < FLOORS[here] or FLOORS[here] in {1, 6}, f"{here} knows {module}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_file_knows_what_its_floor_must_not_know(path: Path) -> None:
    for module in imports(path):
        for banned in NEVER.get(room(path), set()):
            assert module != banned
            assert not module.startswith(f"{banned}.")


@pytest.mark.parametrize("domain", ["tickets", "customers", "billing", "knowledge", "assets"])
def test_domains_do_not_know_each_other(domain: str) -> None:
    others = {"tickets", "customers", "billing", "knowledge", "assets"} - {domain}
    known = {module.split(".")[-1] for module in imports(PACKAGE / "domains" / f"{domain}.py")}
    assert not known & others


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_has_one_idea_and_says_it(path: Path) -> None:
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text)), "the docstring says what the file is for"
    assert len(text.splitlines()) <= 200, "a file this long holds two ideas"
    assert path.stem not in VAGUE


@pytest.mark.parametrize(
    "command",
    [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]],
    ids=["ruff check", "ruff format", "mypy"],
)
def test_the_code_is_clean(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_everything_the_package_needs_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = project["dependencies"] + project["optional-dependencies"]["test"]
    pinned = dict(
        line.split(" ")[0].split("==")
        for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines()
        if "==" in line
    )
    names = {re.split(r"[<>=!~ ]", entry)[0].lower().replace("_", "-") for entry in needed}
    assert names <= set(pinned)
    assert "-e ." in (ROOT / "requirements.txt").read_text("utf-8").splitlines()


def test_the_top_level_stays_as_the_card_fixes_it() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    if listed.returncode != 0:
        pytest.skip("this is not a git checkout")
    top = {line.split("/")[0] for line in listed.stdout.splitlines()}
    allowed = "README.md requirements.txt pyproject.toml LICENSE notebooks itsupport exercises"
    assert {entry for entry in top if not entry.startswith(".")} <= {
        *allowed.split(),
        "solutions",
        "tests",
    }
