"""What a terminal can show: marks that it has letters for, and no control codes of others.

Windows consoles without UTF-8 have no ✓. Text from servers and models may hold escape sequences,
which would move the cursor or rename the window.
"""

import logging
import sys
from typing import TextIO
from unicodedata import category


def never_fail_on_letters() -> None:
    """From now on a letter that cannot be shown or read becomes a question mark, not a crash."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def never_print_logs() -> None:
    """Python prints warnings and tracebacks of libraries when nobody else takes them."""
    logging.getLogger().addHandler(logging.NullHandler())


def mark(good: bool, stream: TextIO) -> str:
    """✓ or ✗; on a console that cannot show them, ok or XX."""
    try:
        "✓✗".encode(stream.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return "ok" if good else "XX"
    return "✓" if good else "✗"


def harmless(text: str) -> str:
    """The text without control characters; lines and tabs stay, and every blank is a plain one."""
    return "".join(_shown(letter) for letter in text)


def _shown(letter: str) -> str:
    if category(letter) == "Zs":  # a no-break space keeps "10 000" from being 10000
        return " "
    return letter if letter.isprintable() or letter in "\n\t" else ""
