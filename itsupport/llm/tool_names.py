"""Names of tools that every provider takes, and the way back to the names that servers use.

MCP allows more in a name than OpenAI does (letters, digits, `_` and `-`, 64 at most), for example
the dot in `github.search_issues`. The model is offered an alias; nobody else ever sees it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count

from itsupport.llm.conversation import ModelReply, ToolDefinition

_LONGEST = 64


def alias(name: str) -> str:
    """The name itself where OpenAI takes it, else the nearest one that it takes."""
    return re.sub(r"[^\w-]", "_", name, flags=re.ASCII)[:_LONGEST] or "tool"


def with_aliases(tools: Iterable[ToolDefinition]) -> list[ToolDefinition]:
    """The tools under names that OpenAI takes, each of them different."""
    tools = list(tools)
    given = _aliases(tools)
    return [replace(tool, name=given[tool.name]) for tool in tools]


def with_own_names(reply: ModelReply, tools: Sequence[ToolDefinition]) -> ModelReply:
    """The reply with calls of the tools' own names; its items stay as the provider wrote them."""
    own = {taken: name for name, taken in _aliases(tools).items()}
    calls = tuple(replace(call, name=own.get(call.name, call.name)) for call in reply.calls)
    return replace(reply, calls=calls)


def _aliases(tools: Sequence[ToolDefinition]) -> dict[str, str]:
    """By own name. Names that are fine stay; the order of the tools makes no difference."""
    names = sorted({tool.name for tool in tools})
    given = {name: name for name in names if alias(name) == name}
    taken = set(given)
    for name in names:
        if name not in given:
            given[name] = _free(alias(name), taken)
            taken.add(given[name])
    return given


def _free(wanted: str, taken: set[str]) -> str:
    """The wanted alias, or the first of `wanted_2`, `wanted_3`, … that no other tool has."""
    if wanted not in taken:
        return wanted
    numbered = (f"{wanted[: _LONGEST - len(end)]}{end}" for end in map("_{}".format, count(2)))
    return next(name for name in numbered if name not in taken)
