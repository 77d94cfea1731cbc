"""A learner's value as a short text, whatever the value is: its `repr` may be long, or fail."""

import re
from typing import Any

LENGTH = 200
PLAIN_OBJECT = re.compile(r"<(?:[\w.]+\.)?(\w+) object at 0x[0-9a-fA-F]+>")
"""What Python says of an object that says nothing of itself."""
ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")


def shown(value: Any) -> str:
    """The value on one line, without addresses, cut to `LENGTH` characters. Never raises."""
    try:
        text = PLAIN_OBJECT.sub(r"<\1>", " ".join(repr(value).split()))
        text = ADDRESS.sub("", text)
    except Exception as problem:
        text = f"a {type(value).__name__} whose repr raises {type(problem).__name__}"
    return text if len(text) <= LENGTH else f"{text[: LENGTH - 1]}…"
