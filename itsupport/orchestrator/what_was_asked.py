"""Questions, calls and models as people type them, checked before any server hears of them."""

from collections.abc import Mapping
from typing import Any

from itsupport.errors import SupportError
from itsupport.llm import Model
from itsupport.unicode import sendable


def check_question(question: Any) -> None:
    """Raise `SupportError` for a question that is no text, or has no words in it."""
    if not isinstance(question, str):
        raise SupportError(
            "The question is not a text",
            f"It is of type {type(question).__name__}.",
            suggested_actions=['Write it in quotation marks: desk.query("What is open?")'],
        )
    if not question.strip():
        raise SupportError(
            "The question is empty", suggested_actions=["Ask something, in plain words."]
        )


def checked_model(model: Any) -> Model:
    """The model itself. Raises `SupportError` for anything else, such as a model's name."""
    if hasattr(model, "reply") and hasattr(model, "name"):
        given: Model = model
        return given
    name = repr(model) if isinstance(model, str) else '"gpt-6-luna"'
    raise SupportError(
        "The model is not a model",
        f"It is of type {type(model).__name__}.",
        suggested_actions=[
            f"Write itsupport.llm.model_named({name}) for a model by its name.",
            "Leave it out for the model of the environment.",
        ],
    )


def checked_text(what: str, value: Any) -> str:
    """A text that can be sent. Raises `SupportError` for anything else."""
    if isinstance(value, str):
        return str(sendable(value))
    raise SupportError(
        f"{what} is not a text",
        f"It is of type {type(value).__name__}.",
        suggested_actions=["Write it in quotation marks."],
        retryable=True,
    )


def checked_call(name: Any, arguments: Any) -> dict[str, Any]:
    """The arguments of a call as a dictionary. Raises `SupportError` for a call of another form."""
    named = arguments is None or (
        isinstance(arguments, Mapping) and all(isinstance(key, str) for key in arguments)
    )
    if isinstance(name, str) and named:
        return dict(arguments or {})
    raise SupportError(
        "A call is the name of a tool and a mapping of its arguments",
        f"Given were values of type {type(name).__name__} and {type(arguments).__name__}.",
        suggested_actions=['Write it like desk.call_tool("name", {"argument": "value"}).'],
    )
