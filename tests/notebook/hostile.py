"""Texts that would like to be run, and a reader that tells what a browser would make of them."""

from collections.abc import Set
from html.parser import HTMLParser

HOSTILE = (
    "<script>alert(1)</script>",
    "</details></td></table></section><h1>free</h1>",
    '"><img src=x onerror=alert(1)>',
    "[click](javascript:alert(1)) ![x](http://evil.example/x.png) **bold** | cell |",
    "```mermaid\ngraph TD; click a href 'javascript:alert(1)'\n```",
    "</style><style>* { display: none }</style>",
    "$\\href{javascript:alert(1)}{x}$ \x1b[31mred\x1b[0m \u202egnp.exe \ud800",
    "{0} {name} %s &lt;b&gt;",
    "<a href='javascript:alert(1)'>x</a><iframe srcdoc='<script>'></iframe>",
)
EVERYTHING = " ".join(HOSTILE)

BLOCKS = frozenset(
    {"style", "div", "p", "section", "h4", "details", "summary", "dl", "dt", "dd", "ol", "ul"}
    | {"li", "pre", "table", "thead", "tbody", "tr", "th", "td"}
)
OURS = BLOCKS | {"code", "span"}
ATTRIBUTES = frozenset({"class", "tabindex", "role", "aria-label"})


MARKDOWN_TAGS = OURS | {"strong", "em", "s", "a", "h1", "h2", "hr", "br"}
MARKDOWN_ATTRIBUTES = ATTRIBUTES | {"href", "target", "rel", "style", "start"}


class _Reader(HTMLParser):
    def __init__(self, tags: Set[str], attributes: Set[str]) -> None:
        super().__init__()
        self.tags, self.attributes = tags, attributes
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert tag in self.tags, f"<{tag}> came out of a text"
        assert {name for name, _ in attributes} <= self.attributes
        given = dict(attributes)
        assert (given.get("href") or "https:").startswith(("http:", "https:"))
        assert (given.get("style") or "text-align:").startswith("text-align:")
        self.open.append(tag)
        self.text += " " if tag in BLOCKS else ""

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> came out of a text"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += "" if "style" in self.open else data


def shown_text(html: str, tags: Set[str] = OURS, attributes: Set[str] = ATTRIBUTES) -> str:
    """The text that a browser shows. Fails when an element or attribute is not one of ours."""
    assert html.isprintable() or not set(html) & {"\x1b", "\ud800", "\u202e", "\x00"}
    reader = _Reader(tags, attributes)
    reader.feed(str(html))
    reader.close()
    assert not reader.open, "every element is closed"
    return reader.text
