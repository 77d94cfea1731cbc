"""Something to look at: HTML for notebooks, and the same as text for everywhere else.

What a picture shows is made elsewhere, with markupsafe, so that nothing in it can run. This file
holds the two forms together.
"""

import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from itsupport.notebook.theme import themed
from itsupport.unicode import printable

FRAME = Markup('<style>{}</style><div class="picture mathjax_ignore tex2jax_ignore">{}</div>')
"""The classes keep amounts in dollars from being read as formulas."""


class Picture:
    """A notebook draws it when it is a cell's last expression; `str(picture)` is its text form."""

    def __init__(self, html: Markup, text: str) -> None:
        self._html, self._text = html, printable(text)

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return self._text

    def _repr_html_(self) -> str:
        """Blank lines are closed up: GitHub would read what follows one as Markdown."""
        drawn = themed(FRAME.format(_style(), self._html))
        return re.sub(r"\n\s*\n", "\n", printable(drawn))


def one_line(text: str, length: int = 100) -> str:
    """The text on one line of at most `length` letters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else f"{flat[: length - 1]}…"


def json_lines(value: Any, longest: int) -> tuple[str, int]:
    """A value as JSON in lines, cut to `longest` characters; and how many were left out."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    return text[:longest], max(0, len(text) - longest)


def aligned(
    rows: Sequence[tuple[str, ...]], *, numbers: Iterable[int] = (), gap: str = "  "
) -> list[str]:
    """Lines whose columns stand below each other; `numbers` are the columns that end together."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    ends = ["<" if place not in set(numbers) else ">" for place in range(len(widths))]
    return [
        gap.join(
            f"{cell:{end}{width}}" for cell, end, width in zip(row, ends, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


@cache
def _style() -> Markup:
    rules = files("itsupport.notebook").joinpath("pictures.css").read_text("utf-8")
    return Markup(rules)  # noqa: S704 - a file of ours
