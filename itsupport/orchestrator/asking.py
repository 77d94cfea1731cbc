"""What a server wants from the person in front, and what that person says to it.

In the protocol this is an elicitation: a form to fill in, or a page to visit. Here are its data
and nothing else; who shows it, and how, is up to whoever gives the orchestrator an `ask_user`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Literal

ANSWER_SECONDS = 300.0
"""How long a person may think; then the answer counts as "cancel"."""


@dataclass(frozen=True, slots=True)
class FormRequest:
    """A server asks for values. `schema` is the flat JSON Schema of the form, as it was sent.

    `seconds` is how long the person has.
    """

    server: str
    message: str
    schema: dict[str, Any] = field(default_factory=dict)
    seconds: float = field(default=ANSWER_SECONDS, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class LinkRequest:
    """A server asks to visit a page. Only `url` may be opened, and only when the person says so."""

    server: str
    message: str
    url: str
    seconds: float = field(default=ANSWER_SECONDS, repr=False, compare=False)


UserRequest = FormRequest | LinkRequest


@dataclass(frozen=True, slots=True)
class UserReply:
    """What the person did: filled it in, said no, or went away. `content` goes with "accept"."""

    action: Literal["accept", "decline", "cancel"]
    content: dict[str, Any] | None = None


AskUser = Callable[[UserRequest], UserReply] | Callable[[UserRequest], Awaitable[UserReply]]
"""A plain function is called in a thread of its own; an async one in the background loop."""
