"""Refuses what OpenAI serves and the offline model cannot, instead of pretending.

It keeps nothing between requests and it writes free text, never JSON to a schema.
"""

from typing import Any

from itsupport.offline.service.refusals import Refusal


def check_offline_limits(body: dict[str, Any]) -> None:
    """Raises `Refusal` when the request needs a memory, a schema for the text or many choices."""
    if body.get("previous_response_id") is not None:
        given = body["previous_response_id"]
        raise Refusal(
            f"Previous response with id '{given}' not found. The offline model keeps no responses: "
            "send the whole conversation in 'input'.",
            "previous_response_id",
            "previous_response_not_found",
        )
    for name in ("conversation", "prompt", "background", "functions", "function_call"):
        if body.get(name):
            raise _unsupported(name)
    if body.get("n") not in (None, 1):
        raise _unsupported("n")
    for name, form in _text_forms(body):
        if form != "text":
            raise _unsupported(name)


def _text_forms(body: dict[str, Any]) -> list[tuple[str, Any]]:
    """How the text of the answer should be written, by the parameter that says it."""
    forms = []
    if isinstance(body.get("response_format"), dict):
        forms.append(("response_format", body["response_format"].get("type")))
    text = body.get("text")
    if isinstance(text, dict) and isinstance(text.get("format"), dict):
        forms.append(("text.format", text["format"].get("type")))
    return forms


def _unsupported(name: str) -> Refusal:
    message = f"Unsupported parameter: '{name}' is not supported by the offline model."
    return Refusal(message, name, "unsupported_parameter")
