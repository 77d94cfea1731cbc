"""Text that can always be sent and shown.

A lone surrogate (half of a character that UTF-16 writes in two parts) is legal in a Python string
and in JSON escapes, and breaks whatever writes it to a pipe. Control characters can be sent; they
would move a terminal's cursor, and XML cannot hold them.
"""

from typing import Any
from unicodedata import category


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


def printable(text: str) -> str:
    """Text for people to look at: control characters become U+FFFD; lines and tabs stay."""
    return "".join(letter if _is_printable(letter) else "\ufffd" for letter in text)


def _is_printable(letter: str) -> bool:
    """Wide blanks stay, and the invisible joiner that some emoji are written with."""
    return letter.isprintable() or letter in "\n\t\u200d" or category(letter) == "Zs"
