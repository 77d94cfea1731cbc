"""Exercise of lesson 07: text of strangers on a page is shown, and does not become the page.

What the learner makes is read with Python's own HTML parser; no browser is needed.
"""

from html.parser import HTMLParser
from typing import Any

from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception

HARMLESS = ("TechCorp Industries", "The printer is offline\nsince Monday")
HOSTILE = (
    ("Acme", "Look: <img src=x onerror=alert(1)>\n</p><h1>Owned</h1>"),
    ("Acme", "<script>alert(1)</script>\nPlease help"),
    ('" onmouseover="alert(1)', "Hover over me\nplease"),
    ("' onmouseover='alert(1)", "Hover over me\ntoo"),
    ('O\'Neill & Sons > "IT"', "5 < 6 && 7 > 3\nand the file is called &lt;b&gt;.txt"),
)

Tag = tuple[str, tuple[str, ...]]


class _Page(HTMLParser):
    """A page as a browser sees it: its tags with their attributes' names, titles, and text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[Tag] = []
        self.titles: list[str] = []
        self.html, self.shown = html, ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.titles += [value or "" for name, value in attrs if name == "title"]
        if tag == "br":
            self.shown += "\n"

    def handle_data(self, data: str) -> None:
        self.shown += data.replace("\n", " ")

    def lines(self) -> list[str]:
        """The lines of text that are there to read."""
        return [line.strip() for line in self.shown.strip().splitlines() if line.strip()]


async def safe_page(card: Any) -> None:
    """A harmless ticket first, then hostile ones: they must give the same tags, and all words."""
    usual = await _made(card, *HARMLESS)
    if HARMLESS[0] not in usual.titles:
        raise Misconception(
            "no_title",
            seen=f"titles {usual.titles} in {usual.html[:80]!r}",
            expected=f'title="{HARMLESS[0]}"',
            next_step='Write the customer as an attribute: `<p title="…">`, with quotes around it.',
        )
    _check_text(usual, HARMLESS[1])
    for customer, text in HOSTILE:
        page = await _made(card, customer, text)
        _check_tags(page, usual, customer, text)
        _check_text(page, text)
        if page.titles != [customer]:
            raise _changed(customer, page.titles)


async def _made(card: Any, customer: str, text: str) -> _Page:
    html = await run(card, customer, text)
    if isinstance(html, str):
        return _Page(str(html))  # a Markup would escape again while it is read
    raise Misconception(
        "no_html",
        seen=f"{html!r}",
        expected="a text of HTML, for widgets.HTML(…) to show",
        next_step="Return the HTML as a text; a widget can show it afterwards.",
    )


def _check_tags(page: _Page, usual: _Page, customer: str, text: str) -> None:
    if page.tags == usual.tags:
        return
    new = [tag for tag, _ in page.tags if tag not in {tag for tag, _ in usual.tags}]
    if new:
        raise Misconception(
            "runs_it",
            seen=f"the text {text!r} became the tag <{new[0]}>",
            expected="text that can be read, and no tag of a stranger's making",
            next_step="Let `html.escape` turn the text into HTML before it is put into the page.",
        )
    raise Misconception(
        "attribute_left_open",
        seen=f"the customer {customer!r} became attributes: {page.tags[0]}",
        expected=f"the same attributes as ever: {usual.tags[0]}",
        next_step="An attribute ends at a quote. Put quotes around it, and escape those inside.",
    )


def _check_text(page: _Page, text: str) -> None:
    if page.lines() == text.splitlines():
        return
    seen, expected = f"{page.shown.strip()!r} on the page", f"{text!r}, each line on its own"
    if "&" in page.shown and page.shown.count("&") > text.count("&"):
        raise Misconception(
            "escapes_twice",
            seen=seen,
            expected=expected,
            next_step="Escape each text once. With `replace`, `&` has to come first.",
        )
    if "<br" in page.shown or "".join(page.shown.split()) == "".join(text.split()):
        raise Misconception(
            "line_breaks_lost",
            seen=seen,
            expected=expected,
            next_step="A page shows a line break as a blank. Escape first; then put `<br>` in.",
        )
    raise _changed(text, page.lines())


def _changed(text: str, shown: list[str]) -> Misconception:
    return Misconception(
        "takes_words_away",
        seen=f"{shown} on the page for {text!r}",
        expected="everything that was written, as it was written",
        next_step="Remove nothing: a list of forbidden words is never complete. Escape instead.",
    )


EXERCISES = (
    Exercise(
        name="safe_page",
        lesson="07_chat",
        title="Text of strangers on your page",
        minutes=10,
        answers=("card",),
        judge=safe_page,
        misconceptions={
            "no_html": "returned something else than a text of HTML",
            "no_title": "left the customer out of the title",
            "runs_it": "let the text of a ticket become tags of the page",
            "attribute_left_open": "let a quote in a name end an attribute",
            "escapes_twice": "escaped twice, so that people read &amp;lt;",
            "line_breaks_lost": "lost the line breaks of a ticket or showed their tags",
            "takes_words_away": "removed words instead of showing them",
        },
        hints=(
            "`from html import escape`: `escape(text)` makes `&lt;` of `<`, `&amp;` of `&`, and "
            "`&quot;` of a quote.",
            "A line break is no tag yet: `.replace('\\n', '<br>')`. Done before `escape`, the "
            "`<br>` itself would be escaped.",
            "Two places, two texts: `escape(customer)` between the quotes of the attribute, and "
            "`escape(text)` with its line breaks inside the paragraph.",
        ),
        why="What is escaped can say anything and do nothing; what is filtered does both.",
    ),
)
