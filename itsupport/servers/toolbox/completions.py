"""Suggestions while a person types: names of files, cities and operations.

They are suggestions only: what is sent in the end is checked by whoever gets it.
"""

from collections.abc import Iterable
from typing import Any

import anyio.to_thread
from mcp.server import MCPServer
from mcp.types import (
    Completion,
    CompletionArgument,
    CompletionContext,
    PromptReference,
    ResourceTemplateReference,
)

from itsupport.servers.toolbox.box import saved_names
from itsupport.servers.toolbox.files import FILES
from itsupport.servers.toolbox.prompts import OPERATIONS
from itsupport.servers.toolbox.weather import CITIES

MAXIMUM_VALUES = 100
"""The protocol's own limit."""

Reference = PromptReference | ResourceTemplateReference


def add_completions(server: MCPServer[Any]) -> None:
    """One function for all that can be completed: the protocol has one method for it."""
    server.completion()(suggestions)  # type: ignore[no-untyped-call]


async def suggestions(
    about: Reference, argument: CompletionArgument, known: CompletionContext | None
) -> Completion | None:
    """The values that begin with what was typed, or None where there is nothing to suggest."""
    match about, argument.name:
        case ResourceTemplateReference(uri=uri), "name" if uri == FILES + "{name}":
            return _beginning(argument.value, await _names())
        case PromptReference(name="file_operation"), "operation":
            return _beginning(argument.value, OPERATIONS)
        case PromptReference(name="file_operation"), "name":
            return _beginning(argument.value, await _names_for(known))
        case PromptReference(name="visit_weather"), "city":
            return _beginning(argument.value, CITIES)
    return None


async def _names_for(known: CompletionContext | None) -> list[str]:
    """A new file needs a name that nobody has, so nothing is suggested for it."""
    chosen = (known.arguments or {}).get("operation") if known else None
    return [] if chosen == "save" else await _names()


async def _names() -> list[str]:
    return await anyio.to_thread.run_sync(saved_names)


def _beginning(typed: str, values: Iterable[str]) -> Completion:
    found = [value for value in values if value.lower().startswith(typed.lower())]
    more = len(found) > MAXIMUM_VALUES
    return Completion(values=found[:MAXIMUM_VALUES], total=len(found), has_more=more)
