"""The map of servers and tools: who has what, and who is well.

It takes what a desk last knew, asks no server and starts none: one that hangs stays "ready" until a
call to it fails.
"""

import re
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from itsupport.notebook.picture import Picture, one_line
from itsupport.orchestrator import MCPOrchestrator
from itsupport.orchestrator.answers import counted

STATES = {
    "ready": ("✓", "good", "ready"),
    "starting": ("…", "quiet", "starting"),
    "stopped": ("○", "quiet", "stopped"),
    "lost": ("!", "bad", "lost, the next call restarts it"),
    "unavailable": ("✗", "bad", "unavailable"),
}
"""A mark, a colour and a word for each state."""

WITHOUT_TOOLS = {
    "ready": "It has no tools.",
    "unavailable": "Its tools cannot be called until start_servers() brings it back.",
}
UNKNOWN = "Its tools are known once it has started."

MAP = Markup('<p>{}</p>\n<div class="cards">\n{}\n</div>')
CARD = Markup(
    '<section class="card"><h4>{name} <span class="state {colour}">{mark} {word}</span></h4>\n'
    "{tools}</section>"
)
TOOLS = Markup("<details><summary>{}: {}</summary>\n<dl>{}</dl></details>")
TOOL = Markup("\n<dt><code>{}</code></dt><dd>{}</dd>")


def server_map(desk: MCPOrchestrator) -> Picture:
    """Every server of a desk with its state and its tools, ready or not."""
    states, owners = desk.server_states, desk.tool_to_server
    tools: dict[str, list[dict[str, Any]]] = {server: [] for server in states}
    for tool in desk.get_available_tools():
        tools.get(owners.get(tool["name"], ""), []).append(tool)
    summary = _summary(states, len(owners))
    cards = Markup("\n").join(_card(server, states[server], tools[server]) for server in states)
    text = [_branch(server, states[server], tools[server]) for server in states]
    return Picture(MAP.format(summary, cards), "\n".join([summary, *text]))


def first_sentence(description: str) -> str:
    """What a description begins with, on one line."""
    return one_line(re.split(r"(?<=[.!?])\s", description.strip(), maxsplit=1)[0], 200)


def _summary(states: dict[str, str], tools: int) -> str:
    ready = list(states.values()).count("ready")
    return f"{counted(len(states), 'server')}, {ready} ready, {counted(tools, 'tool')}"


def _card(server: str, state: str, tools: Sequence[dict[str, Any]]) -> Markup:
    mark, colour, word = _state(state)
    return CARD.format(name=server, mark=mark, colour=colour, word=word, tools=_tools(state, tools))


def _tools(state: str, tools: Sequence[dict[str, Any]]) -> Markup:
    if not tools:
        return Markup('<p class="quiet">{}</p>').format(WITHOUT_TOOLS.get(state, UNKNOWN))
    names = Markup(", ").join(Markup("<code>{}</code>").format(tool["name"]) for tool in tools)
    rows = Markup("").join(TOOL.format(tool["name"], _meaning(tool)) for tool in tools)
    return TOOLS.format(counted(len(tools), "tool"), names, rows)


def _branch(server: str, state: str, tools: Sequence[dict[str, Any]]) -> str:
    mark, _, word = _state(state)
    width = max((len(one_line(tool["name"])) for tool in tools), default=0)
    leaves = [f"{one_line(tool['name']):{width}}  {_meaning(tool)}" for tool in tools]
    leaves = leaves or [WITHOUT_TOOLS.get(state, UNKNOWN)]
    twigs = ["├─"] * (len(leaves) - 1) + ["└─"]
    lines = [f"   {twig} {leaf}".rstrip() for twig, leaf in zip(twigs, leaves, strict=True)]
    return "\n".join([f"{mark} {one_line(server)}: {word}", *lines])


def _state(state: str) -> tuple[str, str, str]:
    return STATES.get(state, ("?", "quiet", state))


def _meaning(tool: dict[str, Any]) -> str:
    return first_sentence(str(tool.get("description") or "")) or "(no description)"
