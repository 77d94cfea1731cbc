"""A turn as HTML, in the parts that the page keeps apart: it redraws only those that changed."""

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup, escape

from itsupport.notebook.asking.question_parts import question_parts
from itsupport.notebook.chat.turn import Turn
from itsupport.notebook.markdown import rendered
from itsupport.notebook.picture import json_lines
from itsupport.notebook.problems import card
from itsupport.orchestrator import CallStarted, FinishedCall
from itsupport.orchestrator.answers import counted, written
from itsupport.orchestrator.forms.open_question import OpenQuestion
from itsupport.unicode import printable

LONGEST_BODY = 4_000
"""Characters of one result on the page; the whole of it is in `chat.answers`."""

SINCE = Markup('<span data-since="{:.1f}"></span>')
"""Where the page counts the seconds since then."""
DOING = Markup("{} {}")
YOURS = Markup('<strong class="yours">↑ Your turn: a server waits for your answer</strong>')


def parts(turn: Turn) -> dict[str, Any]:
    """What the page needs to know of a turn, as JSON values; all of it is escaped."""
    return {
        "id": turn.id,
        "state": turn.state,
        "question": printable(escape(turn.question)),
        "calls": [printable(_call(call, turn.ended)) for call in turn.calls.values()],
        "asked": [_asked(turn, question) for question in turn.asked],
        "summary": summary(turn),
        "answer": str(rendered(turn.text)),
        "foot": printable(_foot(turn)),
        "source": printable(turn.text),
    }


def summary(turn: Turn) -> str:
    """The calls in one line: how many, on how many servers, and what is running."""
    if not turn.calls:
        return ""
    calls = counted(len(turn.calls), "tool call")
    servers = counted(len({call.server for call in turn.calls.values()}), "server")
    failed = [c for c in turn.calls.values() if isinstance(c, FinishedCall) and c.error]
    bad = f", {len(failed)} with an error" if failed else ""
    running = f", {len(turn.running)} running" if turn.running and not turn.ended else ""
    return f"{calls} on {servers}{bad}{running}"


def _asked(turn: Turn, question: OpenQuestion) -> dict[str, Any]:
    """A server's question, and the tool that asks where only one can be meant."""
    calling = [] if question.tool else turn.calls_on(question.request.server)
    if len(calling) == 1:
        question.tool = calling[0]
    return question_parts(question)


def _call(call: CallStarted | FinishedCall, ended: bool) -> Markup:
    mark, word, seconds = _state(call, ended)
    return Markup(
        '<details class="call"><summary><span class="{kind}">{mark}</span> <code>{tool}</code>'
        ' <span class="quiet">on {server}</span> <span class="arguments">{arguments}</span>'
        ' <span class="{kind}">{word}</span> <span class="quiet">{seconds}</span></summary>'
        "{body}</details>"
    ).format(
        kind={"✓": "good", "✗": "bad"}.get(mark, "quiet"),
        mark=mark,
        tool=call.tool,
        server=call.server,
        arguments=written(call.arguments),
        word=word,
        seconds=seconds,
        body=Markup("").join(_bodies(call)),
    )


def _state(call: CallStarted | FinishedCall, ended: bool) -> tuple[str, str, str]:
    """A mark, a phrase and the time: never a colour alone."""
    if isinstance(call, CallStarted):
        return ("■", "not finished", "") if ended else ("…", "running", SINCE.format(call.at))
    return "✗" if call.error else "✓", call.outcome, f"{1000 * call.seconds:,.0f} ms"


def _bodies(call: CallStarted | FinishedCall) -> Iterable[Markup]:
    yield _body("Arguments", call.arguments)
    if isinstance(call, FinishedCall):
        yield _body("Error", call.error) if call.error else _body("Result", call.result)


def _body(title: str, value: Any) -> Markup:
    text, left_out = json_lines(value, LONGEST_BODY)
    text += f"\n… and {left_out:,} characters more" if left_out else ""
    return Markup(
        '<div class="label">{}</div><pre tabindex="0" role="region" aria-label="{}">{}</pre>'
    ).format(title, title, text)


def _foot(turn: Turn) -> Markup:
    match turn.state:
        case "waiting":
            return _note("⏳ Waiting for the question before it")
        case "working" if turn.waits_for_person:
            return YOURS
        case "working":
            return _note(DOING.format(_doing(turn), SINCE.format(turn.began)))
        case "stopped":
            return _note(
                "■ Stopped. The conversation goes on as if this had not been asked; ask again, "
                "or ask something else."
            )
        case "failed":
            assert turn.problem
            return Markup('<div role="alert">{}</div>').format(card(turn.problem))
        case "answered":
            return _note(_how(turn))


def _doing(turn: Turn) -> str:
    if turn.running:
        return f"Round {turn.round}: calling {counted(len(turn.running), 'tool')} …"
    if turn.text:
        return "Writing …"
    if turn.round:
        return f"Round {turn.round}: the model is thinking …"
    return "Starting the servers …"


def _how(turn: Turn) -> str:
    assert turn.answer
    spent = turn.answer.seconds
    rounds = counted(turn.answer.rounds, "round")
    return f"{rounds} · {spent:.1f} s · {turn.answer.model}"


def _note(text: str) -> Markup:
    return Markup('<span class="quiet">{}</span>').format(text)
