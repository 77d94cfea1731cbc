"""Tools in both spellings, and the refusal of a request, for the tests of the strictness."""

from typing import Any

import openai
import pytest


def tool(strict: bool = False, **parameters: Any) -> dict[str, Any]:
    schema = {"type": "object", "properties": {}, "additionalProperties": False} | parameters
    return {"type": "function", "name": "look", "parameters": schema, "strict": strict}


def wrapped(flat: dict[str, Any]) -> dict[str, Any]:
    function = {name: value for name, value in flat.items() if name != "type"}
    return {"type": "function", "function": function}


def refused(client: openai.OpenAI, path: str, body: dict[str, Any]) -> openai.BadRequestError:
    with pytest.raises(openai.BadRequestError) as caught:
        client.post(path, body=body, cast_to=object)
    error = caught.value.body
    assert isinstance(error, dict)
    assert error.keys() == {"message", "type", "param", "code"}
    assert error["type"] == "invalid_request_error"
    return caught.value


def strict(**properties: Any) -> dict[str, Any]:
    return tool(True, properties=properties, required=list(properties))
