"""A tool beside the desk's own that wants a text which only a result holds."""

import json
from typing import Any

import pytest

from itsupport.offline.exchange import Call, Tool
from tests.offline.desk import TOOLS, Talk, run, talk

STORMS = Tool(
    "storm_warning",
    "Tell whether there is a storm warning for a city.",
    {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
)
WARNED = ("storm_warning", {"city": "Cleveland, OH"})


def _asked(*questions: str, result: Any = None) -> Talk:
    def runner(call: Call) -> str:
        if call.name != STORMS.name:
            return run(call)
        return json.dumps(result or {"text": f"No storm near {call.arguments['city']}."})

    return talk(*questions, tools=(*TOOLS, STORMS), runner=runner)


def test_a_required_text_is_taken_from_a_record_that_the_question_names() -> None:
    held = _asked("Is there a storm warning for the office of CUST-001?")
    assert held.plain_calls == [("lookup_customer", {"customer_id": "CUST-001"}), WARNED]
    assert "No storm near Cleveland, OH." in held.text


def test_each_record_gives_a_call_of_its_own() -> None:
    held = _asked("Is there a storm warning for CUST-001 and CUST-002?")
    cities = [call[1]["city"] for call in held.plain_calls if call[0] == STORMS.name]
    assert cities == ["Cleveland, OH", "Austin, TX"]


def test_a_pronoun_leads_to_the_record_of_the_question_before() -> None:
    assert _asked("Who is CUST-001?", "Is there a storm warning for their office?").plain_calls == [
        WARNED
    ]


def test_a_text_in_the_question_comes_before_one_in_a_result() -> None:
    held = _asked("Who is CUST-001?", "Is there a storm warning in Hamburg?")
    assert held.plain_calls == [("storm_warning", {"city": "Hamburg"})]


def test_without_any_result_the_text_is_asked_for() -> None:
    held = _asked("Who is CUST-001?", "Is there a storm warning?")
    assert held.calls == []
    assert "What should I take for city" in held.text


@pytest.mark.parametrize("text", ["Calm.", "Calm seas, light winds and a clear sky " * 3])
def test_a_result_that_is_only_a_text_is_shown_once_and_leaves_no_empty_sentence(
    text: str,
) -> None:
    held = _asked("Is there a storm warning in Hamburg?", result={"text": text})
    lines = held.text.splitlines()
    assert "." not in lines
    assert lines.count(text.strip()) == 1


def test_a_record_of_long_texts_leaves_no_empty_sentence() -> None:
    long = "A deep low moves in from the north and brings rain to the coast tonight."
    held = _asked("Is there a storm warning in Hamburg?", result={"today": long, "later": long})
    assert "." not in held.text.splitlines()
    assert long in held.text
