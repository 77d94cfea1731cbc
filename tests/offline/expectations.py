"""Whether a case can be met at all: its names exist, its values fit, its calls give no error.

This looks at the case and the tools only, never at the offline model.
"""

import json
from typing import Any

from jsonschema import Draft202012Validator

from itsupport.offline.exchange import Call
from tests.offline.scoring import Case, Toolset


def mistakes(case: Case, toolset: Toolset) -> list[str]:
    """What is wrong with a case, in plain words; nothing when it can be met."""
    known = {tool.name: tool.parameters for tool in toolset.tools}
    named = {*case.get("may", [])}.union(*(entry.split("|") for entry in case["tools"]))
    found = [f"no tool {name}" for name in sorted(named - known.keys())]
    for name, wanted in case.get("arguments", {}).items():
        if name not in named:
            found.append(f"arguments of {name}, which may not be called")
        elif name in known:
            found += _misfits(name, wanted, known[name]) or _errors(name, wanted, toolset)
    return found


def _misfits(name: str, wanted: dict[str, Any], parameters: dict[str, Any]) -> list[str]:
    properties = parameters.get("properties", {})
    found = [f"{name} has no {key}" for key in wanted if key not in properties]
    return found + [
        f"{name} does not take {key}={value!r}"
        for key, value in wanted.items()
        if key in properties and not Draft202012Validator(properties[key]).is_valid(value)
    ]


def _errors(name: str, wanted: dict[str, Any], toolset: Toolset) -> list[str]:
    """The error of the call as it is written, when it has all that the tool requires."""
    call = Call("expected", name, wanted)
    if not toolset.accepts(call):
        return []
    result = json.loads(toolset.run(call))
    failed = isinstance(result, dict) and result.get("error")
    return [f"{name}: {failed}"] if failed else []
