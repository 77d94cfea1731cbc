"""What OpenAI serves and the offline model cannot is refused by name, streamed or not."""

from typing import Any

import openai
import pytest

from tests.offline.refusing import refused

SCHEMA = {"type": "object", "properties": {}, "additionalProperties": False, "required": []}
IMAGE = "data:image/png;base64,iVBORw0KGgo="
UNSUPPORTED = "unsupported_parameter"
RESPONSES: list[tuple[dict[str, Any], str, str | None]] = [
    ({"previous_response_id": "resp_1"}, "previous_response_id", "previous_response_not_found"),
    ({"conversation": "conv_1"}, "conversation", UNSUPPORTED),
    ({"prompt": {"id": "pmpt_1"}}, "prompt", UNSUPPORTED),
    ({"background": True}, "background", UNSUPPORTED),
    ({"top_logprobs": 2}, "top_logprobs", UNSUPPORTED),
    ({"include": ["message.output_text.logprobs"]}, "include", UNSUPPORTED),
    ({"text": {"format": {"type": "json_object"}}}, "text.format", UNSUPPORTED),
    (
        {"text": {"format": {"type": "json_schema", "name": "room", "schema": SCHEMA}}},
        "text.format",
        UNSUPPORTED,
    ),
    (
        {
            "input": [
                {"role": "user", "content": [{"type": "input_image", "image_url": IMAGE}]},
            ]
        },
        "input[0].content[0].type",
        None,
    ),
]
CHAT: list[tuple[dict[str, Any], str, str | None]] = [
    ({"n": 2}, "n", UNSUPPORTED),
    ({"logprobs": True}, "logprobs", UNSUPPORTED),
    ({"logit_bias": {"50256": -100}}, "logit_bias", UNSUPPORTED),
    ({"stop": "\n"}, "stop", UNSUPPORTED),
    ({"modalities": ["text", "audio"]}, "modalities", UNSUPPORTED),
    ({"functions": [{"name": "look"}]}, "functions", UNSUPPORTED),
    ({"response_format": {"type": "json_object"}}, "response_format", UNSUPPORTED),
    (
        {"response_format": {"type": "json_schema", "json_schema": {"name": "room"}}},
        "response_format",
        UNSUPPORTED,
    ),
    *(
        ({"messages": [{"role": "user", "content": [part]}]}, "messages[0].content[0].type", None)
        for part in (
            {"type": "image_url", "image_url": {"url": IMAGE}},
            {"type": "input_audio", "input_audio": {"data": "UklGRg==", "format": "wav"}},
            {"type": "file", "file": {"file_data": "JVBERi0="}},
        )
    ),
]
HI = [{"role": "user", "content": "Hi"}]
CASES = [
    (path, body | change, param, code)
    for path, body, changes in (
        ("/responses", {"model": "gpt-4.1", "input": "Hi"}, RESPONSES),
        ("/chat/completions", {"model": "gpt-4.1", "messages": HI}, CHAT),
    )
    for change, param, code in changes
]


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(("path", "body", "param", "code"), CASES)
def test_what_the_offline_model_cannot_do_is_refused_by_name(
    client: openai.OpenAI,
    path: str,
    body: dict[str, Any],
    param: str,
    code: str | None,
    stream: bool,
) -> None:
    problem = refused(client, path, body | {"stream": stream})
    assert (problem.param, problem.code) == (param, code)


def test_nothing_is_stored_even_where_it_is_asked_for(client: openai.OpenAI) -> None:
    response = client.responses.create(model="gpt-6-luna", input="Hi", store=True)
    assert response.to_dict()["store"] is False
    with pytest.raises(openai.NotFoundError, match="keeps none"):
        client.responses.retrieve(response.id)


def test_a_text_format_that_is_plain_text_is_honoured(client: openai.OpenAI) -> None:
    response = client.responses.create(
        model="gpt-6-luna", input="Hi", text={"format": {"type": "text"}, "verbosity": "low"}
    )
    assert response.output_text
