"""The small schema check agrees with a full JSON Schema validator on what tools use."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from itsupport.offline.selector.checking import completed, faults, fits
from tests.offline.desk import TOOLS

VALUES: list[Any] = [
    *["", "open", "TKT-1001", "CUST-001", "2025-06-30", "x" * 400, "a@b.example"],
    *[0, 1, 50, 51, -1, 2.5, True, None, [], ["open"], {}],
]
SCHEMAS = [
    *(schema for tool in TOOLS for schema in tool.parameters["properties"].values()),
    {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "null"}]},
    {"type": ["string", "null"], "enum": ["open", None]},
    {"type": "array", "items": {"type": "string", "enum": ["open"]}},
    {"type": "number", "exclusiveMinimum": 0},
    {"const": "open"},
    {},
]


@pytest.mark.parametrize("schema", SCHEMAS, ids=range(len(SCHEMAS)))
def test_it_agrees_with_a_full_validator(schema: dict[str, Any]) -> None:
    full = Draft202012Validator(schema)
    for value in VALUES:
        assert fits(value, schema, {}) == full.is_valid(value), value


def test_missing_and_unknown_arguments_are_faults() -> None:
    schema = {
        "properties": {"a": {"type": "string"}},
        "required": ["a"],
        "additionalProperties": False,
    }
    assert faults({"b": 1}, schema) == ["a", "b"]
    assert completed({}, schema) == {"a": None}
