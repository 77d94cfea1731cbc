"""The look that all pictures and the chat share: colours that follow the notebook's theme.

Pictures are written with `Markup` of markupsafe: `Markup("<b>{}</b>").format(text)` escapes the
text, so what a ticket or a server says is shown and never run.
"""

from functools import cache
from importlib.resources import files

from markupsafe import Markup


@cache
def style() -> Markup:
    """The rules of `theme.css`: they hold inside an element of class `its`."""
    rules = files("itsupport.notebook").joinpath("theme.css").read_text("utf-8")
    return Markup(rules)  # noqa: S704 - a file of ours


def themed(picture: Markup) -> str:
    """A picture as HTML that stands alone: with its style, in the notebook's colours."""
    return Markup('<style>{}</style><div class="its">{}</div>').format(style(), picture)
