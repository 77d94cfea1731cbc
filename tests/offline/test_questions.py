"""The offline model over the real twenty tools: the questions of `questions.json`."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.offline.desk import TOOLS, Talk, talk

QUESTIONS: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("questions.json").read_text("utf-8")
)
SCHEMAS = {tool.name: Draft202012Validator(tool.parameters) for tool in TOOLS}


@pytest.fixture(scope="module")
def talks() -> dict[str, Talk]:
    return {_name(case): talk(*case["ask"]) for case in QUESTIONS}


def _name(case: dict[str, Any]) -> str:
    return " / ".join(case["ask"])


@pytest.mark.parametrize("case", QUESTIONS, ids=_name)
def test_a_question_gets_the_right_tools_and_arguments(
    case: dict[str, Any], talks: dict[str, Talk]
) -> None:
    held = talks[_name(case)]
    allowed = set(case.get("may", []))
    for alternatives in case["tools"]:
        assert set(alternatives.split("|")) & set(held.names), f"{alternatives} was not called"
        allowed |= set(alternatives.split("|"))
    assert set(held.names) <= allowed
    for name, wanted in case.get("arguments", {}).items():
        given = [arguments for called, arguments in held.plain_calls if called == name]
        assert any(wanted.items() <= arguments.items() for arguments in given), given
    assert len(held.calls) == case.get("calls", len(held.calls))


@pytest.mark.parametrize("case", QUESTIONS, ids=_name)
def test_an_answer_says_what_was_asked(case: dict[str, Any], talks: dict[str, Talk]) -> None:
    text = talks[_name(case)].text
    for said in case.get("says", []):
        assert said in text
    for said in case.get("never_says", []):
        assert said not in text
    if wanted := case.get("asks_for"):
        assert wanted in text
        assert "?" in text


def test_every_call_fits_its_schema(talks: dict[str, Talk]) -> None:
    for held in talks.values():
        for call in held.calls:
            SCHEMAS[call.name].validate(call.arguments)


def test_no_call_is_made_twice_for_one_question(talks: dict[str, Talk]) -> None:
    for held in talks.values():
        made = [json.dumps(call, sort_keys=True) for call in held.plain_calls]
        assert len(made) == len(set(made))


def test_every_answer_ends_by_saying_that_no_language_model_was_used(
    talks: dict[str, Talk],
) -> None:
    footer = "*Offline selector (offline-selector-1): no language model was used.*"
    assert all(held.text.endswith(footer) for held in talks.values())
