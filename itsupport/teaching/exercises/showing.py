"""A learner's value as a short text, whatever the value is: its `repr` may be long, or fail."""

from typing import Any

LENGTH = 200


def shown(value: Any) -> str:
    """The value on one line, cut to `LENGTH` characters. Never raises."""
    try:
        text = " ".join(repr(value).split())
    except Exception as problem:
        text = f"a {type(value).__name__} whose repr raises {type(problem).__name__}"
    return text if len(text) <= LENGTH else f"{text[: LENGTH - 1]}…"
