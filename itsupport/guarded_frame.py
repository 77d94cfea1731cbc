"""A pandas frame for words of others: no formula is made of dollars, no letter of it is invisible.

It changes how a frame looks and nothing else. Frames that pandas makes of it are guarded too.
"""

from collections.abc import Callable

import pandas as pd

from itsupport.unicode import printable

SHOWN_ROWS = 60


class GuardedFrame(pd.DataFrame):
    """A frame like any other; dollars and control characters in it stay text."""

    @property
    def _constructor(self) -> Callable[..., "GuardedFrame"]:
        return GuardedFrame

    def __repr__(self) -> str:
        return printable(super().__repr__())

    def _repr_html_(self) -> str:
        is_cut = len(self) > SHOWN_ROWS
        with pd.option_context("display.html.use_mathjax", False):
            html = self.to_html(max_rows=SHOWN_ROWS, show_dimensions=is_cut, notebook=True)
        return printable(html)
