"""What goes wrong with resources and prompts: the protocol's error, with the envelope as its data.

A tool's error is a result that the model reads. A resource or a prompt has no such result: the
protocol answers with an error of its own, which carries data. Crashes keep their text inside.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mcp import MCPError
from mcp.types import INTERNAL_ERROR, INVALID_PARAMS, Prompt
from pydantic import ValidationError

from itsupport.dual_mode import plain
from itsupport.errors import SupportError, did_you_mean

logger = logging.getLogger(__name__)


def as_protocol_error(problem: SupportError, **more: str) -> MCPError:
    """The error with its envelope; `more`, such as the address asked for, stands beside it."""
    envelope: dict[str, Any] = plain(dict(problem.envelope))
    return MCPError(code=INVALID_PARAMS, message=envelope["error"], data=envelope | more)


def unknown_resource(uri: str, known: Iterable[str]) -> SupportError:
    """The error for an address that leads nowhere."""
    listed = list(known)
    return SupportError(
        f"There is no resource {uri}",
        f"Listed are {', '.join(listed)}." if listed else "This server lists none.",
        suggested_actions=did_you_mean(uri, listed),
        retryable=True,
    )


def check_prompt(name: str, given: Mapping[str, Any], known: Iterable[Prompt]) -> None:
    """Raises `SupportError` for a prompt that nobody has, or arguments that do not belong to it."""
    prompts = {prompt.name: prompt for prompt in known}
    if name not in prompts:
        raise SupportError(
            f"There is no prompt {name}",
            f"The prompts are {', '.join(prompts) or '(none)'}.",
            suggested_actions=did_you_mean(name, prompts),
            retryable=True,
        )
    arguments = {argument.name: argument for argument in prompts[name].arguments or []}
    for wrong in sorted(given.keys() - arguments.keys()):
        raise SupportError(
            f"The prompt {name} has no argument {wrong}",
            f"It takes {', '.join(arguments) or 'no arguments'}.",
            suggested_actions=did_you_mean(wrong, arguments),
            retryable=True,
        )
    for argument in arguments.values():
        if argument.required and argument.name not in given:
            raise SupportError(
                f"The prompt {name} needs {argument.name}",
                argument.description or "",
                suggested_actions=[f"Give {argument.name}."],
                retryable=True,
            )


def prompt_problem(name: str, problem: Exception) -> MCPError:
    """What is said of a prompt that could not be written, whatever the SDK wrapped it in."""
    for cause in causes(problem):
        if isinstance(cause, MCPError):
            return cause
        if isinstance(cause, SupportError):
            return as_protocol_error(cause, prompt=name)
        if isinstance(cause, ValidationError):
            faults = [f"{'.'.join(map(str, f['loc']))}: {f['msg']}" for f in cause.errors()]
            error = f"The prompt {name} cannot be written like this"
            return as_protocol_error(SupportError(error, "; ".join(faults), retryable=True))
    logger.error("Prompt %s crashed", name, exc_info=problem)
    return MCPError(code=INTERNAL_ERROR, message=f"The prompt {name} crashed")


def causes(problem: BaseException | None) -> Iterator[BaseException]:
    """The exception and what it came from, outermost first."""
    while problem is not None:
        yield problem
        problem = problem.__cause__
