"""Markdown of a model or a server as HTML that can hold no script, no image and no style.

HTML in the text is shown as text. Images are not loaded: fetching one would tell its owner what
was asked. Wide and long tables scroll. This file leaves out how Markdown is written.
"""

from collections.abc import MutableMapping, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

from itsupport.unicode import printable

SHORT_CELL = 20
"""Characters of a table's cell that stays on one line: ids and dates are not to be broken."""

TABLE = '<div class="scrolls" tabindex="0" role="region" aria-label="table"><table>\n'


def rendered(text: str) -> Markup:
    """Markdown as HTML. Addresses that could run something stay text."""
    return Markup(_parser().render(printable(text)))  # noqa: S704 - the parser escapes what it did not write


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.disable("image")
    parser.add_render_rule("table_open", _table_open)
    parser.add_render_rule("table_close", _table_close)
    parser.add_render_rule("link_open", _link_open)
    parser.add_render_rule("td_open", _cell_open)
    return parser


def _table_open(*_: Any) -> str:
    return TABLE


def _table_close(*_: Any) -> str:
    return "</table></div>\n"


def _cell_open(
    renderer: RendererHTML, tokens: Sequence[Token], place: int, options: Any, _: Any
) -> str:
    if len(tokens[place + 1].content) <= SHORT_CELL:
        tokens[place].attrJoin("class", "short")
    return renderer.renderToken(tokens, place, options, {})


def _link_open(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    place: int,
    options: Any,
    environment: MutableMapping[str, Any],
) -> str:
    """Links open beside the notebook and tell nobody where they were clicked."""
    tokens[place].attrs |= {"target": "_blank", "rel": "noopener noreferrer"}
    return renderer.renderToken(tokens, place, options, environment)
