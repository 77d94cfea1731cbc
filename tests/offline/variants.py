"""The support desk's tools said in other ways: renamed, with less in their schemas, reordered.

Every variant is a toolset of its own; the cases stay the same and lose few points or none.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from itsupport.offline.exchange import Call, Tool
from tests.offline.desk import TOOLS, run
from tests.offline.library import LIBRARY, run_library
from tests.offline.scoring import Case, Toolset

NUMBERED = {tool.name: f"tool_{number:02}" for number, tool in enumerate(TOOLS, 1)}
ORIGINAL = {number: name for name, number in NUMBERED.items()}
SHAPES = {"TKT-": "RQ/", "CUST-": "KD/", "INV-": "BL/", "KB-": "HB/", "AST-": "MC/"}
Schema = dict[str, Any]


@dataclass(frozen=True)
class Variant:
    """A toolset, and how many points of a hundred it may lose against the plain form."""

    name: str
    toolset: Toolset
    most_lost: int
    fits: Callable[[Case], bool] = bool


def renamed() -> Toolset:
    """Every name is a number, in descriptions, texts and results too."""
    there, back = _replacing(NUMBERED), _replacing(ORIGINAL)
    return Toolset(tuple(_said(tool, there) for tool in TOOLS), there=there, back=back)


def reshaped() -> Toolset:
    """Ids of another shape, such as RQ/1001 for TKT-1001, everywhere."""
    there = _replacing(SHAPES)
    back = _replacing({new: old for old, new in SHAPES.items()})
    return Toolset(tuple(_said(tool, there) for tool in TOOLS), there=there, back=back)


def has_reshaped_ids_only(case: Case) -> bool:
    """Whether no id of the question is misspelt: such a one keeps its old shape."""
    asked = reshaped().there(" ".join(case["ask"]))
    return not re.search(r"(?i)\b(tkt|cust|inv|kb|ast)\W?\w{0,3}\W?\d", asked)


def without(*words: str) -> Toolset:
    """Schemas without these keywords."""

    def bare(schema: Schema) -> Schema:
        return {key: value for key, value in schema.items() if key not in words}

    return Toolset(tuple(replace(one, parameters=_each(one.parameters, bare)) for one in TOOLS))


def strict(tool: Tool) -> Tool:
    """The tool as a strict function: every property required, optional ones nullable."""
    needed = tool.parameters.get("required", [])
    properties = {
        name: schema if name in needed else {"anyOf": [schema, {"type": "null"}]}
        for name, schema in tool.parameters["properties"].items()
    }
    closed = {"type": "object", "required": [*properties], "additionalProperties": False}
    return replace(tool, parameters=closed | {"properties": properties})


def run_either(call: Call) -> str:
    """Run a call of the desk or of the library."""
    return run(call) if call.name in NUMBERED else run_library(call)


def variants() -> list[Variant]:
    """Every variant, with the points that it may lose."""
    return [
        Variant("renamed", renamed(), 5),
        Variant("no patterns", without("pattern"), 10),
        Variant("no patterns, no examples", without("pattern", "examples"), 10),
        Variant("reversed", Toolset(TOOLS[::-1]), 5),
        Variant("strict", Toolset(tuple(strict(tool) for tool in TOOLS)), 5),
        Variant("a library's tools in front", Toolset((*LIBRARY, *TOOLS), run_either), 5),
        Variant("other ids", reshaped(), 5, has_reshaped_ids_only),
    ]


def _replacing(pairs: dict[str, str]) -> Callable[[str], str]:
    """A change of texts: every key at the start of a word becomes its value."""
    pattern = re.compile(rf"(?<![A-Za-z0-9_])(?:{'|'.join(map(re.escape, pairs))})(?![a-z_])")
    return lambda text: pattern.sub(lambda found: pairs[found[0]], text)


def _said(tool: Tool, there: Callable[[str], str]) -> Tool:
    parameters = json.loads(there(json.dumps(tool.parameters)))
    return Tool(there(tool.name), there(tool.description), parameters)


def _each(value: Any, change: Callable[[Schema], Schema]) -> Any:
    """The value with every object in it changed."""
    if isinstance(value, dict):
        return change({key: _each(item, change) for key, item in value.items()})
    return [_each(item, change) for item in value] if isinstance(value, list) else value
