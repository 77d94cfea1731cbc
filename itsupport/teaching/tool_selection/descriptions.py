"""The support desk with one tool described differently: what models read is all that changes.

A dual-mode function's docstring is its only description, so the copy is the same function with
another docstring; the functions themselves, the stdio servers and the files stay as they are.
"""

from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Any

from itsupport.errors import SupportError, did_you_mean
from itsupport.servers import SERVER_NAMES, SupportServer, build_server


def servers_with_description(tool: str, description: str) -> dict[str, SupportServer]:
    """The five servers in this process, with this description for one tool.

        MCPOrchestrator(servers_with_description("search_solutions", "Find articles."))

    Raises `SupportError` for a tool that none of them has.
    """
    functions = {name: import_module(f"itsupport.domains.{name}").TOOLS for name in SERVER_NAMES}
    known = [function.__name__ for each in functions.values() for function in each]
    if tool not in known:
        raise SupportError(
            f"There is no tool called {tool}",
            f"The tools are {', '.join(known)}.",
            suggested_actions=did_you_mean(tool, known),
        )
    return {
        name: _server(name, [_described(each, tool, description) for each in functions[name]])
        for name in SERVER_NAMES
    }


def _server(name: str, functions: list[Callable[..., Any]]) -> SupportServer:
    usual = build_server(name)
    return SupportServer(
        name, functions, title=usual.title, instructions=usual.instructions, version=usual.version
    )


def _described(function: Callable[..., Any], tool: str, description: str) -> Callable[..., Any]:
    """The function itself, or for the one tool a copy of it with the other docstring."""
    if function.__name__ != tool:
        return function

    @wraps(function)
    def described(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    described.__doc__ = description
    return described
