"""Schemas and questions that nobody would write on purpose still get an answer."""

import json

import pytest

from itsupport.offline.exchange import Tool
from tests.offline.desk import talk

STRANGE = (
    Tool("a", "", {}),
    Tool(
        "b-c",
        "x" * 50,
        {
            "type": "object",
            "properties": {
                "anything": True,
                "missing": {"$ref": "#/$defs/Nowhere"},
                "nothing": {"anyOf": [{"type": "null"}]},
                "broken": {"type": "string", "pattern": "^(["},
                "slow": {"type": "string", "pattern": "^(a+)+$"},
                "empty": {"type": "string", "enum": []},
                "number_id": {"type": "integer"},
            },
            "required": ["missing"],
        },
    ),
)
QUESTIONS = [
    "",
    "   ",
    "?",
    "'",
    '"""',
    "a" * 5000,
    "((((",
    "日本語",
    "b-c a | <x> \u202e",
    "\n\n1 2 3",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_strange_tools_and_questions_get_an_answer(question: str) -> None:
    held = talk(question, tools=STRANGE, runner=lambda _: json.dumps({"a": [{"b": None}]}))
    assert held.text.endswith("no language model was used.*")
