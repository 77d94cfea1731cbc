"""From a prompt's messages to one question that can be asked.

A question is what a person says, as text. So messages of the person's are joined, with the text of
what is attached to them; a prompt that speaks for the model, or holds a picture, is refused
instead of being cut down to something that its author did not write.
"""

from typing import Any

from itsupport.errors import SupportError


def question_of(prompt: dict[str, Any]) -> str:
    """The question that `get_prompt`'s result makes. Raises `SupportError` when it makes none."""
    parts = [_text_of(prompt["name"], message) for message in prompt["messages"]]
    question = "\n\n".join(part for part in parts if part.strip())
    if not question:
        raise _no_question(prompt["name"], "It has no text.")
    return question


def _text_of(name: str, message: dict[str, Any]) -> str:
    if message.get("role") != "user":
        raise _no_question(name, "One of its messages is written for the model to have said.")
    match message.get("content"):
        case {"type": "text", "text": str(text)}:
            return text
        case {"type": "resource", "resource": {"uri": str(uri), "text": str(text)}}:
            return f"{uri}:\n{text}"
        case {"type": str(kind)}:
            raise _no_question(name, f"It holds something of type {kind}.")
    raise _no_question(name, "It holds a message of an unknown form.")


def _no_question(name: str, reason: str) -> SupportError:
    return SupportError(
        f"The prompt {name} cannot be asked as one question",
        reason,
        suggested_actions=["Read its messages with get_prompt, and ask in your own words."],
        context={"prompt": name},
    )
