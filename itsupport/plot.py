"""A drawing that a notebook shows and a file holds. Matplotlib is imported only to draw one.

Every figure brings its own white ground, so that it can be read on a dark page, and tells things
apart by words and patterns beside colours. The same data give the same bytes. What is drawn is
decided elsewhere.
"""

import logging
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from itsupport.errors import SupportError
from itsupport.unicode import printable

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

ENDINGS = (".png", ".svg")
SVG_SIZE = re.compile(r' width="[^"]*" height="[^"]*"(?= viewBox)')
INK = "#1f2933"
FILLS = (("#9ec9f0", ""), ("#f6c98a", "//"), ("#b9dfb1", ".."), ("#dcc3ea", "xx"), ("#e3e8ee", ""))
"""Light colours under dark words; the pattern tells neighbours apart without them."""


class Plot:
    """A drawing that a notebook shows as it is, and that `save` writes to a file.

    `alt` says in words what it shows; `frame` holds its numbers.
    """

    def __init__(
        self, figure: "Figure", alt: str = "", frame: "pd.DataFrame | None" = None
    ) -> None:
        self.alt = printable(alt)
        self._figure, self._frame = figure, frame

    def save(self, path: str | Path) -> None:
        """Write a `.png` or `.svg` file. Raises `SupportError` when that cannot be done."""
        ending = check_ending(path)
        try:
            Path(path).write_bytes(self._drawn(ending))
        except OSError as problem:
            raise SupportError(f"{path} cannot be written", f"{problem.strerror}.") from None

    def to_frame(self) -> "pd.DataFrame":
        """The numbers behind the drawing. Raises `SupportError` when it keeps none."""
        if self._frame is None:
            raise SupportError(
                "This plot keeps no table of its numbers",
                suggested_actions=["Ask the object that it was made from for its to_frame()."],
            )
        return self._frame.copy()

    def __repr__(self) -> str:
        how = "save('FILE.svg') or save('FILE.png') writes it"
        return f"<Plot: {self.alt}; {how}>" if self.alt else f"<Plot: {how}>"

    def _repr_png_(self) -> bytes | tuple[bytes, dict[str, str]]:
        """For JupyterLab, which shows no SVG of a notebook that was not run here; as wide as it."""
        drawn = self._drawn(".png", dots_per_inch=96)
        return (drawn, {"alt": self.alt}) if self.alt else drawn

    def _repr_svg_(self) -> str:
        """Without a size of its own, so that it is as wide as the page lets it be."""
        return SVG_SIZE.sub("", self._drawn(".svg").decode("utf-8"), count=1)

    def _drawn(self, ending: str, dots_per_inch: int = 150) -> bytes:
        import matplotlib as mpl

        drawn = BytesIO()
        about: dict[str, Any] = {"Title": self.alt} if self.alt else {}
        about |= {"Date": None} if ending == ".svg" else {}
        with (
            mpl.rc_context({"svg.hashsalt": "itsupport", "svg.fonttype": "none"}),
            strange_letters(),
        ):
            self._figure.savefig(drawn, format=ending[1:], dpi=dots_per_inch, metadata=about)
        return drawn.getvalue()


def check_ending(path: str | Path) -> str:
    """The ending of the path. Raises `SupportError` for one that cannot be plotted to."""
    ending = Path(path).suffix.lower()
    if ending in ENDINGS:
        return ending
    raise SupportError(
        f"{path} cannot hold a plot",
        "A plot is written to a .png or an .svg file.",
        suggested_actions=["Give it one of these endings."],
    )


@contextmanager
def drawing(width: float, height: float) -> Iterator[tuple["Figure", Any]]:
    """An empty figure (inches) and its axes, with the looks that all plots share."""
    # The first import on a machine may report on its fonts, in the middle of a notebook.
    logging.getLogger("matplotlib").addHandler(logging.NullHandler())
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context({**mpl.rcParamsDefault, "hatch.linewidth": 0.4}):
        figure = Figure(figsize=(width, height), facecolor="white", layout="constrained")
        axes = figure.subplots()
        axes.spines[["top", "right"]].set_visible(False)
        yield figure, axes


def bar_look(place: int, label: str = "") -> dict[str, Any]:
    """Colour, pattern and edge of the bars of one kind, and their name for the legend."""
    colour, pattern = FILLS[place % len(FILLS)]
    look = {"color": colour, "hatch": pattern, "edgecolor": INK, "linewidth": 0.6}
    hidden = label.startswith("_")  # matplotlib leaves such names out of a legend
    return look | ({"label": printable(f" {label}" if hidden else label)} if label else {})


def say(axes: Any, x: float, y: float, words: str, align: str = "left") -> None:
    """Words beside or on a bar, readable on every pattern. Dollar signs start no formula."""
    ground = {"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1.0}
    look: dict[str, Any] = {"color": INK, "fontsize": 9, "bbox": ground, "parse_math": False}
    axes.text(x, y, printable(words), va="center", ha=align, **look)


def title(axes: Any, words: str) -> None:
    """What the plot shows, above it."""
    axes.set_title(printable(words), fontsize=10, color=INK, parse_math=False)


def name_rows(axes: Any, names: Sequence[str]) -> None:
    """A name for each row of bars, the first row on top."""
    shown = [printable(name) for name in names]
    axes.set_yticks(range(len(names)), shown, color=INK, parse_math=False)
    axes.set_ylim(max(len(names), 1) - 0.5, -0.5)


def legend(figure: "Figure") -> None:
    """What each pattern means, below the plot."""
    drawn = figure.legend(loc="outside lower center", ncols=5, frameon=False, fontsize=9)
    for words in drawn.get_texts():
        words.set(color=INK, parse_math=False)


@contextmanager
def strange_letters() -> Iterator[None]:
    """A letter that the font lacks is drawn as a box; that is no news for a notebook."""
    with warnings.catch_warnings():
        warnings.filterwarnings(
            "ignore", message="(?s)Glyph .* missing from font", category=UserWarning
        )
        yield
