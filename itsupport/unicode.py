"""Text that can always be sent: lone surrogates are replaced, because UTF-8 cannot carry them.

A lone surrogate (half of a character that UTF-16 writes in two parts) is legal in a Python string
and in JSON escapes, and breaks whatever writes it to a pipe.
"""

from typing import Any


def sendable(value: Any) -> Any:
    """The same JSON value with every lone surrogate replaced by U+FFFD, the replacement mark."""
    match value:
        case str():
            return value if value.isascii() else _replace_surrogates(value)
        case dict():
            return {sendable(key): sendable(item) for key, item in value.items()}
        case list() | tuple():
            return [sendable(item) for item in value]
        case _:
            return value


def _replace_surrogates(text: str) -> str:
    return "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in text)
