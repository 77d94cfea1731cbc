"""Parameters that a family of models refuses."""

from typing import Any

from itsupport.offline.service.model_families import (
    never_reasons,
    reasons,
    wants_no_effort_with_chat_tools,
)
from itsupport.offline.service.refusals import Refusal, expect, invalid_value

EFFORTS = ("none", "minimal", "low", "medium", "high", "xhigh", "max")
_ENCRYPTED = "reasoning.encrypted_content"


def check_responses_model(body: dict[str, Any]) -> None:
    """Refuse what the named model does not take on the Responses API."""
    model = body["model"]
    for name in ("temperature", "top_p"):
        if reasons(model) and body.get(name) not in (None, 1):
            message = f"Unsupported parameter: '{name}' is not supported with this model."
            raise Refusal(message, name)
    effort = expect(body.get("reasoning") or {}, dict, "reasoning").get("effort")
    _check_effort(model, effort, "reasoning.effort")
    if never_reasons(model) and _ENCRYPTED in expect(body.get("include") or [], list, "include"):
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
        raise Refusal(
            "Unsupported parameter: 'max_tokens' is not supported with this model. "
            "Use 'max_completion_tokens' instead.",
            "max_tokens",
            "unsupported_parameter",
        )
    for name in ("temperature", "top_p"):
        if body.get(name) not in (None, 1):
            raise Refusal(
                f"Unsupported value: '{name}' does not support {body[name]} with this model. "
                "Only the default (1) value is supported.",
                name,
                "unsupported_value",
            )


def _check_effort(model: str, effort: Any, param: str) -> None:
    if effort is None:
        return
    if effort not in EFFORTS:
        raise invalid_value(param, effort, EFFORTS)
    if never_reasons(model):
        message = f"Unsupported parameter: '{param}' is not supported with this model."
        raise Refusal(message, param, "unsupported_parameter")
