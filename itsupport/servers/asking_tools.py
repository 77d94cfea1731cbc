"""Tools that ask the user in the middle of a call, served like every other tool of the desk.

Such a function has parameters that the SDK fills in by asking (`Resolve`); the caller never sees
them. The SDK's own errors about that, and its names for questions, tell of modules of the server:
here the errors become envelopes that say what to do instead, and the names are those of functions.
"""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from mcp import MCPError
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp.server.mcpserver.resolve import find_resolved_parameters
from mcp.server.mcpserver.tools import Tool
from mcp.types import ToolAnnotations
from pydantic import ValidationError

from itsupport.dual_mode import checked_arguments, description, input_schema, title
from itsupport.errors import SupportError


@dataclass(frozen=True, slots=True)
class Asking:
    """What a client should know of a tool that asks, and the tools for clients that cannot."""

    annotations: ToolAnnotations
    way_out: tuple[str, ...] = ()


class AskingTool:
    """One function that asks, with its arguments checked as strictly as everywhere else."""

    def __init__(self, function: Callable[..., Any], asking: Asking) -> None:
        self._arguments, self._way_out = _arguments_only(function), asking.way_out
        tool = Tool.from_function(
            function,
            title=title(function),
            description=description(function),
            annotations=asking.annotations,
        )
        for plan in tool.resolver_plans.values():  # the SDK writes the module before the name
            plan.wire_key = plan.wire_key.rpartition(":")[2]
        self.tool = tool.model_copy(update={"parameters": input_schema(self._arguments)})

    async def run(self, arguments: dict[str, Any], context: Any) -> Any:
        """The function's result, or the SDK's word that the client has to ask first.

        Raises `SupportError` for wrong arguments, a client that cannot ask, a form filled in
        wrongly; a `ToolError` for what the function itself raises.
        """
        checked_arguments(self._arguments, arguments)
        try:
            return await self.tool.run(arguments, context)
        except MCPError as problem:
            raise self._cannot_ask(problem) from problem
        except ToolError as problem:
            if fault := _wrong_reply(self.tool.name, problem):
                raise fault from problem
            raise

    def _cannot_ask(self, problem: MCPError) -> SupportError:
        instead = f" Use {' or '.join(self._way_out)}, which needs nobody to ask."
        return SupportError(
            f"{self.tool.name} has a question for the user, and this client cannot ask",
            "The client did not say that it can show a form, or answered with an error "
            f"({problem.code}). Nothing was stored.",
            suggested_actions=[
                *([instead.strip()] if self._way_out else []),
                "Or connect with a client that has an elicitation callback.",
            ],
            follow_up_tools=list(self._way_out),
        )


def _wrong_reply(name: str, problem: ToolError) -> SupportError | None:
    """The error for a form that came back otherwise than asked; values are not repeated."""
    if isinstance(problem, UnexpectedToolError) or not isinstance(problem.__cause__, ToolError):
        return None
    faults = [fault for cause in _causes(problem) for fault in _faults(cause)]
    return SupportError(
        f"The form of {name} was not filled in as it asks",
        f"{'; '.join(faults) or 'It came back empty'}. Nothing was stored.",
        suggested_actions=[f"Call {name} again and fill in the form as its schema says."],
        retryable=True,
    )


def _causes(problem: BaseException) -> Iterator[BaseException]:
    cause = problem.__cause__
    while cause is not None:
        yield cause
        cause = cause.__cause__


def _faults(cause: BaseException) -> list[str]:
    if not isinstance(cause, ValidationError):
        return []
    faults = cause.errors(include_url=False, include_input=False)
    return [f"{'.'.join(map(str, fault['loc']))}: {fault['msg'].lower()}" for fault in faults]


def _arguments_only(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function as its callers see it: without the parameters that are asked for."""
    signature, asked = (
        inspect.signature(function, eval_str=True),
        find_resolved_parameters(function),
    )
    kept = [parameter for name, parameter in signature.parameters.items() if name not in asked]

    def bare(**_: Any) -> None:
        return None

    bare.__name__ = function.__name__
    bare.__signature__ = signature.replace(parameters=kept)  # type: ignore[attr-defined]
    return bare
