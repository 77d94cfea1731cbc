"""Parameters that a family of models refuses."""

from typing import Any

from itsupport.offline.service.model_families import (
    never_reasons,
    reasons,
    wants_no_effort_with_chat_tools,
)
from itsupport.offline.service.refusals import Refusal, expect, invalid_value

EFFORTS = ("none", "minimal", "low", "medium", "high", "xhigh", "max")
INCLUDABLE = (
    "file_search_call.results",
    "web_search_call.results",
    "web_search_call.action.sources",
    "message.input_image.image_url",
    "computer_call_output.output.image_url",
    "code_interpreter_call.outputs",
    "reasoning.encrypted_content",
    "message.output_text.logprobs",
)
_USUAL = {"temperature": 1, "top_p": 1, "presence_penalty": 0, "frequency_penalty": 0}
_NEVER = ("presence_penalty", "frequency_penalty", "logprobs", "top_logprobs", "logit_bias", "stop")


def check_responses_model(body: dict[str, Any]) -> None:
    """Refuse what the named model does not take on the Responses API."""
    model = body["model"]
    for name in ("temperature", "top_p", "top_logprobs"):
        if reasons(model) and body.get(name) not in (None, _USUAL.get(name)):
            raise _unsupported(name, code=None)
    effort = (body.get("reasoning") or {}).get("effort")
    _check_effort(model, effort, "reasoning.effort")
    for index, part in enumerate(body.get("include") or []):
        if expect(part, str, f"include[{index}]") not in INCLUDABLE:
            raise invalid_value(f"include[{index}]", part, INCLUDABLE)
        if part == "reasoning.encrypted_content" and never_reasons(model):
            raise Refusal("Encrypted content is not supported with this model.", "include")


def check_chat_model(body: dict[str, Any]) -> None:
    """Refuse what the named model does not take on Chat Completions."""
    model, effort = body["model"], body.get("reasoning_effort")
    if reasons(model):
        _check_sampling(body)
    _check_effort(model, effort, "reasoning_effort")
    if body.get("tools") and effort != "none" and wants_no_effort_with_chat_tools(model):
        raise Refusal(
            f"Function tools with reasoning_effort are not supported for {model} in "
            "/v1/chat/completions. To use function tools, use /v1/responses or set "
            "reasoning_effort to 'none'.",
            "reasoning_effort",
        )


def _check_sampling(body: dict[str, Any]) -> None:
    if body.get("max_tokens") is not None:
        raise _unsupported("max_tokens", " Use 'max_completion_tokens' instead.")
    for name in ("temperature", "top_p"):
        if body.get(name) not in (None, _USUAL[name]):
            raise Refusal(
                f"Unsupported value: '{name}' does not support {body[name]} with this model. "
                "Only the default (1) value is supported.",
                name,
                "unsupported_value",
            )
    for name in _NEVER:
        if body.get(name) not in (None, False, _USUAL.get(name)):
            raise _unsupported(name)


def _check_effort(model: str, effort: Any, param: str) -> None:
    if effort is None:
        return
    if effort not in EFFORTS:
        raise invalid_value(param, effort, EFFORTS)
    if never_reasons(model):
        raise _unsupported(param)


def _unsupported(
    param: str, advice: str = "", code: str | None = "unsupported_parameter"
) -> Refusal:
    message = f"Unsupported parameter: '{param}' is not supported with this model.{advice}"
    return Refusal(message, param, code)
