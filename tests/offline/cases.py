"""The questions on file: those that always passed, those to practise on, those put aside.

The folder's README says who may look at which.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from itsupport.offline.exchange import Call, Tool
from tests.offline.scoring import Case, Toolset

FOLDER = Path(__file__).with_name("questions")
HALVES = ("practice", "put_aside")


@dataclass(frozen=True)
class Unseen:
    """Five tools of somebody else with their questions; every tool has one result, always."""

    name: str
    toolset: Toolset
    cases: list[Case]


def cases(name: str) -> list[Case]:
    """The cases of "regression", "practice" or "put_aside".

    A half leaves out what the regression questions ask already: that is no longer unknown.
    """
    known = set() if name == "regression" else {wording(case) for case in stored("regression")}
    return [case for case in stored(name) if wording(case) not in known]


def stored(name: str) -> list[Case]:
    """Every case of a file."""
    lines = (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def wording(case: Case) -> str:
    """What a case asks, without capitals and signs."""
    return " ".join(re.findall(r"\w+", " / ".join(case["ask"]).lower()))


def unseen(half: str) -> list[Unseen]:
    """The toolsets of "practice" or "put_aside"."""
    return toolsets(FOLDER / "unseen" / half)


def toolsets(folder: Path) -> list[Unseen]:
    """The toolsets in a folder, in the order of their names."""
    return [_unseen(path) for path in sorted(folder.glob("*.json"))]


def _unseen(path: Path) -> Unseen:
    written: dict[str, Any] = json.loads(path.read_text("utf-8"))
    tools = tuple(
        Tool(tool["name"], tool["description"], tool["parameters"]) for tool in written["tools"]
    )

    def run(call: Call) -> str:
        return json.dumps(written["results"][call.name])

    return Unseen(path.stem, Toolset(tools, run), written["questions"])
