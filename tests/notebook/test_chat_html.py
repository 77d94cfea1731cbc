"""What the chat puts on a page holds nothing that could run, whatever a model or a server says."""

from typing import Any

import pytest

from itsupport.errors import SupportError
from itsupport.notebook.chat.turn import Turn
from itsupport.notebook.chat.turn_html import LONGEST_BODY, parts
from itsupport.notebook.markdown import rendered
from itsupport.orchestrator import (
    Answer,
    AnswerReady,
    CallFinished,
    CallStarted,
    FinishedCall,
    RoundStarted,
    TextArrived,
)
from itsupport.unicode import printable
from tests.notebook.hostile import HOSTILE, MARKDOWN_ATTRIBUTES, MARKDOWN_TAGS, shown_text

MORE_HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</details></section><iframe src='javascript:alert(1)'>",
    "[click](javascript:alert(1))",
    "[click](data:text/html;base64,PHNjcmlwdD4=)",
    "![seen](https://example.org/seen.png)",
    "<style>body{display:none}</style>",
    "| a |\n|---|\n| <b onclick=alert(1)>b</b> |",
    "`<script>`\n\n```html\n<script>alert(1)</script>\n```",
    '[x]: javascript:alert(1) "t"\n\n[x]',
    '<a href="https://example.org" onmouseover="alert(1)">a</a>',
]


def assert_harmless(html: str) -> str:
    """What a browser shows of it; fails when Markdown became more than formatting."""
    return shown_text(html, MARKDOWN_TAGS, MARKDOWN_ATTRIBUTES | {"data-since"})


def hostile_turn(text: str) -> Turn:
    """A turn in which everything that others can write is hostile."""
    envelope = SupportError(text, text, suggested_actions=[text], follow_up_tools=[text]).envelope
    good = FinishedCall(1, text, text, {text: text}, {"note": text, "count": 3}, None, 0.1)
    bad = FinishedCall(1, text, text, {"a": text}, None, envelope, 0.1)
    turn = Turn("1", text)
    turn.take(RoundStarted(1))
    for number, call in enumerate((good, bad)):
        turn.take(CallStarted(f"c{number}", call.server, call.tool, call.arguments))
        turn.take(CallFinished(f"c{number}", call))
    turn.take(CallStarted("c2", text, text, {"a": text}))
    turn.take(TextArrived(text))
    return turn


def everything(shown: dict[str, Any]) -> str:
    return "".join([shown["question"], *shown["calls"], shown["answer"], shown["foot"]])


@pytest.mark.parametrize("text", [*HOSTILE, *MORE_HOSTILE])
def test_hostile_text_is_shown_and_not_run(text: str) -> None:
    turn = hostile_turn(text)
    assert_harmless(everything(parts(turn)))
    turn.take(AnswerReady(Answer(text, text, (), 1, text, 0.1)))
    assert_harmless(everything(parts(turn)))
    turn.state, turn.problem = "failed", SupportError(text, text, suggested_actions=[text]).envelope
    shown = assert_harmless(everything(parts(turn)))
    assert "".join(printable(text).split()) in "".join(shown.split())


@pytest.mark.parametrize("text", [*HOSTILE, *MORE_HOSTILE])
def test_hostile_markdown_becomes_text(text: str) -> None:
    assert_harmless(rendered(text))


def test_markdown_of_answers_becomes_tables_lists_and_code() -> None:
    html = rendered(
        "**Two** rows:\n\n| Id | Sum |\n| --- | ---: |\n| A-1 | 2 |\n\n- `one`\n- ~~two~~"
    )
    assert "one" in assert_harmless(html)
    assert all(f"<{tag}" in html for tag in ("strong", "table", "td", "li", "code", "s>"))
    assert 'tabindex="0" role="region" aria-label="table"' in html
    assert 'class="short"' in html


def test_a_link_opens_beside_the_notebook_and_tells_nobody_where_it_was_clicked() -> None:
    html = rendered("[manual](https://example.org/manual)")
    assert 'target="_blank"' in html
    assert 'rel="noopener noreferrer"' in html


def test_a_long_result_is_cut_on_the_page_and_says_so() -> None:
    turn = Turn("1", "long")
    result = {"text": "x" * (2 * LONGEST_BODY)}
    turn.take(CallFinished("c", FinishedCall(1, "s", "t", {}, result, None, 0.1)))
    shown = parts(turn)["calls"][0]
    assert len(shown) < 2 * LONGEST_BODY
    assert "characters more" in shown
    short = FinishedCall(1, "s", "t", {}, {"text": "x"}, None, 0.1)
    turn.take(CallFinished("c", short))
    assert "characters more" not in parts(turn)["calls"][0]


def test_what_runs_what_came_and_what_failed_differ_in_words_and_marks() -> None:
    calls = parts(hostile_turn("text"))["calls"]
    assert ["✓" in call for call in calls] == [True, False, False]
    assert ["✗" in call for call in calls] == [False, True, False]
    assert "running" in calls[2]
    assert "error: text" in calls[1]
    assert "3 found" in calls[0]


def test_what_runs_says_since_when_and_what_has_ended_does_not() -> None:
    turn = hostile_turn("text")
    turn.began = 1_750_000_000.0
    shown = parts(turn)
    assert ["data-since" in call for call in shown["calls"]] == [False, False, True]
    assert 'data-since="1750000000.0"' in shown["foot"]
    turn.state = "stopped"
    assert "data-since" not in everything(parts(turn))


def test_a_call_that_begins_while_the_turn_is_drawn_does_not_disturb_the_drawing() -> None:
    turn = Turn("1", "two at a time")

    class Arguments(dict[str, Any]):
        """Drawing them is when the chat's own thread notes the next call."""

        def items(self) -> Any:
            turn.take(CallStarted(f"c{len(turn.calls)}", "s", "t", {}))
            return super().items()

    turn.take(CallStarted("c0", "s", "t", Arguments(a=1)))
    assert len(parts(turn)["calls"]) == 1
    assert len(parts(turn)["calls"]) > 1
