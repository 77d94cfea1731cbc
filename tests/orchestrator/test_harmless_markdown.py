"""Markdown of a model keeps its looks and loses what could run, be fetched or become a formula."""

import pytest
from markdown_it import MarkdownIt

from itsupport.notebook.markdown import rendered
from itsupport.orchestrator import Answer, FinishedCall
from itsupport.orchestrator.conversation_markdown import conversation_markdown

HOSTILE = [
    "``` a`b\n<img src=x>",
    "- x\n  ```\n\n<img src=x>",
    "> ```\n> x\n\n<img src=x>",
    "`a\n\n<img src=x>`",
    "a ` b `` c ` <img src=x>",
    "[x](a`b) <img src=x> `",
    "[x]: <a b>\n    <img src=x>",
    "| `a | <img src=x>` |\n| --- | --- |",
    "\\``a` <img src=x> `",
    "![](https://eve.example/?q=CUST-002)",
    "\\\\![a][b] ![b]\n\n[b]: https://eve.example/p.png",
    "[![a](https://eve.example/p.png)](https://eve.example)",
    "<!-- ![a](https://eve.example)",
]
PLAIN = [
    "**Two** tickets, *one* of ~~three~~ & more: a < b.\n\n| Id | Due |\n| --- | ---: |\n| 1 | 5 |",
    "```html\n<b> ![a](b) $x$\n```\n\nThen `<b>`, `$HOME` and `a\nb`.",
    "- [x](https://a.example)\n- <https://a.example>\n\n      <b>",
    "- a\n  ```sh\n  echo $HOME\n  ```\n",
]


def answer(text: str, *calls: FinishedCall) -> Answer:
    return Answer("What is open?", text, calls, 1, "scripted", 0.5)


def page(text: str) -> str:
    html: str = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
    return html


@pytest.mark.parametrize("text", HOSTILE)
def test_no_html_and_no_image_of_an_answer_reaches_any_page(text: str) -> None:
    said = answer(text)
    for shown in (said._repr_markdown_(), said.to_markdown(), conversation_markdown([said, said])):
        assert "<img" not in page(shown)
        assert "<!--" not in page(shown)
    assert said.text == text == str(said)


@pytest.mark.parametrize("text", PLAIN)
def test_markdown_that_does_no_harm_stays_as_it_is(text: str) -> None:
    assert answer(text)._repr_markdown_() == text.strip()


def test_an_image_is_a_link_as_in_the_chat() -> None:
    text = "See ![the plan](https://eve.example/p.png) `![a](b)`"
    shown = page(answer(text)._repr_markdown_())
    assert '!<a href="https://eve.example/p.png">the plan</a> <code>![a](b)</code>' in shown
    assert "!<a " in rendered(text)


def test_amounts_stay_amounts_and_start_no_formula() -> None:
    text = r"Due: $841.64 of $1,441.64, `$5`, \$6, \begin{equation}, \\(x\\)"
    shown = answer(text)._repr_markdown_()
    assert r"\$841.64 of \$1,441.64, `$5`, \$6, \begin&#123;equation}" in shown
    assert r"\\(" not in shown
    assert "Due: $841.64 of $1,441.64" in page(shown)


def test_a_block_of_code_that_is_left_open_ends_with_its_answer() -> None:
    for opened in ("```", "~~~~ python\n~~~", "```\n``` python", "- ```\n  a", "```\na\n    ```"):
        assert "<p>Next.</p>" in page(conversation_markdown([answer(opened), answer("Next.")]))
        assert "<hr />" in page(answer(opened).to_markdown())


def test_names_and_arguments_of_a_call_stay_in_their_places() -> None:
    hostile = {"query": "` <img src=x> [click](https://eve.example) `"}
    call = FinishedCall(1, "<b>*desk*</b> $x$", "search", hostile, {"count": 1}, None, 0.1)
    for shown in (answer("", call).to_markdown(), conversation_markdown([answer("", call)])):
        html = page(shown)
        assert "<img" not in html
        assert "<a " not in html
        assert "&lt;b&gt;*desk*&lt;/b&gt; $x$</strong>" in html
        assert r"\$x\$" in shown
