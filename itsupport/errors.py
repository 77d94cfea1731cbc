"""The one error of the support desk, and the envelope it travels in.

In Python it is an exception; over MCP the same envelope is the structured content of an error
result. This file knows neither: it leaves out the protocol and the look of errors in a notebook.
"""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from typing_extensions import TypedDict


class ErrorEnvelope(TypedDict):
    """What went wrong and what to do next, for people and for models."""

    error: str
    reason: str
    suggested_actions: list[str]
    retryable: bool
    follow_up_tools: list[str]
    context: dict[str, Any]


class SupportError(Exception):
    """A problem that the caller can act on.

    `error` is the short statement ("Ticket TKT-9999 not found"), `reason` the explanation,
    `suggested_actions` what to try next, `follow_up_tools` the tools that help with it.
    `retryable` means: worth trying again with other arguments or later, as the reason says.
    One text in place of a list is a list of one.
    """

    def __init__(
        self,
        error: str,
        reason: str = "",
        *,
        suggested_actions: Sequence[str] = (),
        retryable: bool = False,
        follow_up_tools: Sequence[str] = (),
        context: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(error)
        self.envelope = ErrorEnvelope(
            error=error,
            reason=reason,
            suggested_actions=_texts(suggested_actions),
            retryable=retryable,
            follow_up_tools=_texts(follow_up_tools),
            context=context or {},
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return _remade, (type(self), self.envelope)

    def __str__(self) -> str:
        """The card as text: the problem, the reason, then one line per suggestion."""
        envelope = self.envelope
        lines = [envelope["error"], *filter(None, [envelope["reason"]])]
        lines += [f"  → {action}" for action in envelope["suggested_actions"]]
        if envelope["follow_up_tools"]:
            lines.append(f"  Tools that help: {', '.join(envelope['follow_up_tools'])}")
        return "\n".join(lines)

    def _render_traceback_(self) -> list[str]:
        """IPython shows these lines instead of a traceback."""
        return [f"✗ {self}"]


def _texts(given: Sequence[str]) -> list[str]:
    return [given] if isinstance(given, str) else list(given)


def _remade(kind: type[SupportError], envelope: ErrorEnvelope) -> SupportError:
    return kind(**envelope)


def from_envelope(envelope: ErrorEnvelope) -> SupportError:
    """Turn an envelope that arrived over the protocol back into the exception it came from."""
    return SupportError(**envelope)


def near_misses(wanted: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """The known words that `wanted` was probably meant to be, best first, case ignored."""
    by_lower_case = {word.lower(): word for word in known}
    matches = get_close_matches(wanted.lower(), sorted(by_lower_case), n=limit, cutoff=0.6)
    return [by_lower_case[match] for match in matches]


def did_you_mean(wanted: str, known: Iterable[str]) -> list[str]:
    """At most one suggestion sentence for a word that is not known."""
    matches = near_misses(wanted, known)
    return [f"Did you mean {' or '.join(repr(match) for match in matches)}?"] if matches else []
