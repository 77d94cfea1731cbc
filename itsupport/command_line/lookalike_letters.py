"""Letters that a terminal's encoding lacks, written with letters that it has.

A Windows console may know neither • nor →, and a model writes both. Wherever nothing looks alike,
a question mark stands for the letter.
"""

import codecs
import sys

LOOKALIKES = {
    "•": "*",
    "·": "-",
    "▌": "|",
    "│": "|",
    "╭": "/",
    "╰": "\\",
    "─": "-",
    "━": "-",
    "…": "..",
    "–": "-",
    "—": "-",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "→": "->",
    "✓": "ok",
    "✗": "XX",
}


def write_lookalikes() -> None:
    """From now on stdout and stderr write a letter that they lack as one that they have."""
    codecs.register_error("lookalike", _lookalike)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="lookalike")


def _lookalike(problem: UnicodeError) -> tuple[str, int]:
    if not isinstance(problem, UnicodeEncodeError):
        raise problem
    lacking = problem.object[problem.start : problem.end]
    return "".join(LOOKALIKES.get(letter, "?") for letter in lacking), problem.end
