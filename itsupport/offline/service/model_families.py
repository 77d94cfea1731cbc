"""What OpenAI's models accept, told by their names.

Source: OpenAI's guides on reasoning models and on Chat Completions, November 2026. A name that is
not OpenAI's (a deployment on Azure, a local model) belongs to no family.
"""

import re

_REASONING = re.compile(r"(gpt-[5-9]|gpt-[1-9]\d|o\d)(?!\d)")
_NO_REASONING = re.compile(r"gpt-[34](?!\d)|chatgpt-|offline-selector")
_NO_CHAT_TOOLS_WITH_EFFORT = re.compile(r"gpt-5\.([6-9]|[1-9]\d)|gpt-[6-9](?!\d)|gpt-[1-9]\d")


def reasons(model: str) -> bool:
    """Whether the model thinks first: it refuses a temperature and has reasoning to give back."""
    return bool(_REASONING.match(_base(model))) and "-chat" not in model


def never_reasons(model: str) -> bool:
    """Whether the model is known to refuse `reasoning.encrypted_content`."""
    return bool(_NO_REASONING.match(_base(model))) or ("-chat" in model and "gpt-" in model)


def wants_no_effort_with_chat_tools(model: str) -> bool:
    """Whether function tools on Chat Completions need `reasoning_effort="none"`."""
    return bool(_NO_CHAT_TOOLS_WITH_EFFORT.match(_base(model))) and "-chat" not in model


def _base(model: str) -> str:
    """The name without a router's prefix ("openai/") or a fine-tuning's ("ft:")."""
    return model.rpartition("/")[2].removeprefix("ft:").lower()
