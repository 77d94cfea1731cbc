"""Refuses what OpenAI serves and the offline model cannot, instead of pretending.

It keeps nothing between requests, it writes one free text, never JSON to a schema, and it has no
probabilities. It leaves alone what only steers a language model: sampling, effort, length.
"""

from typing import Any

from itsupport.offline.service.refusals import Refusal

_NEVER = (
    "conversation",
    "prompt",
    "background",
    "functions",
    "function_call",
    "audio",
    "logprobs",
    "top_logprobs",
    "logit_bias",
    "stop",
    "web_search_options",
)
_LOGPROBS = "message.output_text.logprobs"


def check_offline_limits(body: dict[str, Any]) -> None:
    """Raises `Refusal` when the request needs what the offline model has not."""
    if body.get("previous_response_id") is not None:
        given = body["previous_response_id"]
        raise Refusal(
            f"Previous response with id '{given}' not found. The offline model keeps no responses: "
            "send the whole conversation in 'input'.",
            "previous_response_id",
            "previous_response_not_found",
        )
    for name in _NEVER:
        if body.get(name):
            raise _unsupported(name)
    if body.get("n") not in (None, 1):
        raise _unsupported("n")
    if body.get("modalities") not in (None, ["text"]):
        raise _unsupported("modalities")
    if _LOGPROBS in (body.get("include") or []):
        raise _unsupported("include")
    for name, form in _text_forms(body).items():
        if form not in (None, {"type": "text"}):
            raise _unsupported(name)


def _text_forms(body: dict[str, Any]) -> dict[str, Any]:
    """How the text of the answer should be written, by the parameter that says it."""
    text = body.get("text") or {}
    return {"response_format": body.get("response_format"), "text.format": text.get("format")}


def _unsupported(name: str) -> Refusal:
    message = f"Unsupported parameter: '{name}' is not supported by the offline model."
    return Refusal(message, name, "unsupported_parameter")
