"""A pandas frame that shows missing values as a dash, amounts with two digits, and no row numbers.

It changes how a frame looks and nothing else: values stay what they are, for sums and filters.
"""

from collections.abc import Callable
from numbers import Integral, Number
from typing import Any

import pandas as pd
from markupsafe import Markup

from itsupport.guarded_frame import SHOWN_ROWS, GuardedFrame
from itsupport.notebook.picture import Picture, aligned, one_line
from itsupport.notebook.record_columns import MONEY
from itsupport.orchestrator.answers import counted

SHOWN_LETTERS = 80
MISSING = "–"

TABLE = Markup(
    '<div class="scrolls" tabindex="0" role="region" aria-label="records"><table>'
    "<thead><tr>{}</tr></thead>\n<tbody>{}</tbody></table></div>\n"
    '<p class="quiet">{}</p>'
)
HEAD = Markup('<th class="{}">{}</th>')
CELL = Markup('<td class="{}">{}</td>')
ROW = Markup("<tr>{}</tr>\n")


class RecordFrame(GuardedFrame):
    """What `records` gives. Rows that pandas picks from it look the same."""

    @property
    def _constructor(self) -> Callable[..., "RecordFrame"]:
        return RecordFrame

    def __repr__(self) -> str:
        return str(self._picture()) if self._is_plain() else super().__repr__()

    def _repr_html_(self) -> str:
        # Counts and groups have names for rows, which pandas shows itself.
        return self._picture()._repr_html_() if self._is_plain() else super()._repr_html_()

    def _is_plain(self) -> bool:
        """Whether rows have numbers only, and columns have names only."""
        numbered = pd.api.types.is_integer_dtype(self.index) and self.index.name is None
        return numbered and all(isinstance(name, str) for name in self.columns)

    def _picture(self) -> Picture:
        names, rows = list(self.columns), self.head(SHOWN_ROWS).itertuples(index=False, name=None)
        texts = [tuple(map(_text, names, row)) for row in rows]
        numbers = [i for i, name in enumerate(names) if _counts(self.iloc[:, i])]
        left_out = len(self) - len(texts)
        note = counted(len(self), "record") + (f", {left_out:,} not shown" if left_out else "")
        lines = aligned([tuple(names), *texts], numbers=numbers)
        return Picture(_table(names, texts, numbers, note), "\n".join([*lines, f"({note})"]))


def _table(names: list[str], texts: list[tuple[str, ...]], numbers: list[int], note: str) -> Markup:
    looks = ["number" if place in numbers else "whole" for place in range(len(names))]
    heads = Markup("").join(map(HEAD.format, looks, names))
    rows = Markup("").join(ROW.format(_cells(looks, row)) for row in texts)
    return TABLE.format(heads, rows, note)


def _cells(looks: list[str], row: tuple[str, ...]) -> Markup:
    """Short texts stay on one line: ids and days are not to be broken."""
    fits = [look if len(text) <= 24 else "" for look, text in zip(looks, row, strict=True)]
    return Markup("").join(map(CELL.format, fits, row))


def _counts(column: "pd.Series[Any]") -> bool:
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def _text(name: str, value: Any) -> str:
    """One value as people read it."""
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return MISSING
    if pd.api.types.is_bool(value):
        return "yes" if value else "no"
    if isinstance(value, Number) and not isinstance(value, Integral) and name in MONEY:
        return f"{value:,.2f}"
    return one_line(str(value), SHOWN_LETTERS)
