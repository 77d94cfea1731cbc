"""A chat without a browser: what a page would show, what a person would press, and waiting."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from itsupport.notebook import Chat

PATIENCE = 20.0


def press(chat: Chat, **message: Any) -> None:
    """What the page sends when somebody does something."""
    chat.widget._handle_custom_msg(message, [])


def ask(chat: Chat, question: str, page_id: str = "page-1") -> None:
    """Type a question and press Enter."""
    press(chat, do="ask", id=page_id, question=question)


def states(chat: Chat) -> list[str]:
    return [turn["state"] for turn in chat.widget.turns]


def wait_for(chat: Chat, condition: Callable[[], bool]) -> None:
    """Return when the page shows what is wanted; fail when it does not come."""
    there = threading.Event()

    def look(_: object = None) -> None:
        if condition():
            there.set()

    chat.widget.observe(look, "turns")
    try:
        look()
        assert there.wait(PATIENCE), f"in vain: {states(chat)}"
    finally:
        chat.widget.unobserve(look, "turns")


def wait_for_states(chat: Chat, wanted: Sequence[str]) -> None:
    """Wait until the turns are in these states."""
    wait_for(chat, lambda: states(chat) == list(wanted))


def last(chat: Chat) -> dict[str, Any]:
    """The last turn as the page shows it."""
    turn: dict[str, Any] = chat.widget.turns[-1]
    return turn
