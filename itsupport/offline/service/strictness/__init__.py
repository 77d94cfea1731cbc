"""Refuses the requests that OpenAI refuses, so that what works offline works with a key.

One function for each API; both raise `Refusal`. What this leaves out: whether a model exists,
limits on rate and on a context's size, and every part of the two APIs that has nothing to do with
text and function tools.
"""

from typing import Any

from itsupport.offline.service.refusals import Refusal, members, only, required
from itsupport.offline.service.strictness.items import check_items
from itsupport.offline.service.strictness.messages import check_messages
from itsupport.offline.service.strictness.models import check_chat_model, check_responses_model
from itsupport.offline.service.strictness.parameters import (
    check_stream_options,
    check_values,
)
from itsupport.offline.service.strictness.tools import check_chat_tools, check_responses_tools

RESPONSES_PARAMETERS = members(
    "access_programs background context_management conversation image include input instructions "
    "max_output_tokens max_tool_calls metadata model moderation parallel_tool_calls "
    "previous_response_id prompt prompt_cache_key prompt_cache_options prompt_cache_retention "
    "reasoning safety_identifier service_tier store stream stream_options temperature text "
    "tool_choice tools top_logprobs top_p truncation user"
)
CHAT_PARAMETERS = members(
    "audio frequency_penalty function_call functions logit_bias logprobs max_completion_tokens "
    "max_tokens messages metadata modalities model moderation n parallel_tool_calls prediction "
    "presence_penalty prompt_cache_key prompt_cache_options prompt_cache_retention "
    "reasoning_effort response_format safety_identifier seed service_tier stop store stream "
    "stream_options temperature tool_choice tools top_logprobs top_p user verbosity "
    "web_search_options"
)


def check_responses(body: Any) -> None:
    """Check the body of POST /v1/responses. Raises `Refusal`."""
    _check_outline(body, RESPONSES_PARAMETERS)
    check_stream_options(body, members("include_obfuscation"))
    if body.get("input") is None:
        raise Refusal(
            "One of 'input', 'previous_response_id', 'prompt' or 'conversation' must be provided.",
            "input",
            "missing_required_parameter",
        )
    check_responses_model(body)
    check_responses_tools(body)
    check_items(body["input"])


def check_chat(body: Any) -> None:
    """Check the body of POST /v1/chat/completions. Raises `Refusal`."""
    _check_outline(body, CHAT_PARAMETERS)
    check_stream_options(body, members("include_usage include_obfuscation"))
    messages = required(body, "messages", list)
    check_chat_model(body)
    check_chat_tools(body)
    check_messages(messages)


def _check_outline(body: Any, known: frozenset[str]) -> None:
    if not isinstance(body, dict):
        raise Refusal("We could not parse the JSON body of your request: it is not an object.")
    if not required(body, "model", str):
        raise Refusal("you must provide a model parameter")
    only(body, known)
    check_values(body)
