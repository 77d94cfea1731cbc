"""Parameters of the wrong type or out of range are refused, by both APIs, streamed or not."""

from typing import Any

import openai
import pytest

from tests.offline.refusing import refused

ASKED = {
    "/responses": {"model": "gpt-4.1", "input": "Hi"},
    "/chat/completions": {"model": "gpt-4.1", "messages": [{"role": "user", "content": "Hi"}]},
}
BOTH: list[tuple[dict[str, Any], str, str]] = [
    ({"temperature": "hot"}, "temperature", "invalid_type"),
    ({"temperature": True}, "temperature", "invalid_type"),
    ({"temperature": 2.1}, "temperature", "decimal_above_max_value"),
    ({"top_p": -0.1}, "top_p", "decimal_below_min_value"),
    ({"top_logprobs": 21}, "top_logprobs", "integer_above_max_value"),
    ({"store": 1}, "store", "invalid_type"),
    ({"stream": "yes"}, "stream", "invalid_type"),
    ({"parallel_tool_calls": "no"}, "parallel_tool_calls", "invalid_type"),
    ({"metadata": {"day": 1}}, "metadata.day", "invalid_type"),
    ({"metadata": {"day": "x" * 513}}, "metadata.day", "string_above_max_length"),
    ({"metadata": {str(n): "" for n in range(17)}}, "metadata", "object_above_max_length"),
    (
        {"stream": True, "stream_options": {"usage": True}},
        "stream_options.usage",
        "unknown_parameter",
    ),
]
ONE: list[tuple[str, dict[str, Any], str, str | None]] = [
    ("/responses", {"max_output_tokens": 15}, "max_output_tokens", "integer_below_min_value"),
    ("/responses", {"truncation": "middle"}, "truncation", "invalid_value"),
    ("/responses", {"instructions": ["x"]}, "instructions", "invalid_type"),
    ("/responses", {"include": ["the.moon"]}, "include[0]", "invalid_value"),
    ("/responses", {"n": 2}, "n", "unknown_parameter"),
    (
        "/responses",
        {"stream": True, "stream_options": {"include_usage": True}},
        "stream_options.include_usage",
        "unknown_parameter",
    ),
    ("/chat/completions", {"max_tokens": 0}, "max_tokens", "integer_below_min_value"),
    ("/chat/completions", {"n": 0}, "n", "integer_below_min_value"),
    ("/chat/completions", {"n": 1.5}, "n", "invalid_type"),
    ("/chat/completions", {"presence_penalty": 3}, "presence_penalty", "decimal_above_max_value"),
    ("/chat/completions", {"verbosity": "loud"}, "verbosity", "invalid_value"),
    ("/chat/completions", {"stream_options": {}}, "stream_options", None),
    ("/chat/completions", {"max_output_tokens": 99}, "max_output_tokens", "unknown_parameter"),
]
CASES = [(path, *case) for path in ASKED for case in BOTH] + ONE


@pytest.mark.parametrize(("path", "change", "param", "code"), CASES)
def test_a_value_that_cannot_be_one_is_refused(
    client: openai.OpenAI, path: str, change: dict[str, Any], param: str, code: str | None
) -> None:
    problem = refused(client, path, ASKED[path] | change)
    assert (problem.param, problem.code) == (param, code)


@pytest.mark.parametrize("path", ASKED)
def test_usual_values_and_nulls_are_accepted(client: openai.OpenAI, path: str) -> None:
    values = {"temperature": 0, "top_p": 1.0, "metadata": {"day": "1"}, "store": True, "user": None}
    client.post(path, body=ASKED[path] | values, cast_to=object)


@pytest.mark.parametrize("path", ASKED)
def test_a_model_without_a_name_is_refused(client: openai.OpenAI, path: str) -> None:
    problem = refused(client, path, ASKED[path] | {"model": ""})
    assert problem.message.endswith("you must provide a model parameter")
