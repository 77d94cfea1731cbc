"""A server's question in the terminal, answered by typed keys."""

import io
from collections.abc import Iterator

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from itsupport.command_line.asked_question import put_question
from itsupport.orchestrator.asking import FormRequest, LinkRequest, UserReply
from itsupport.orchestrator.background_loop import BackgroundLoop
from itsupport.orchestrator.forms import OpenQuestion

ENTER, CTRL_C, CTRL_D, CTRL_U = "\r", "\x03", "\x04", "\x15"
SCHEMA = {
    "properties": {
        "title": {"type": "string", "title": "Title", "minLength": 3},
        "priority": {"enum": ["low", "high"], "title": "Priority"},
        "tags": {"type": "array", "items": {"enum": ["disk", "net", "print"]}, "title": "Tags"},
        "restart": {"type": "boolean", "title": "Restart it", "default": False},
    },
    "required": ["title", "priority"],
}
FORM = FormRequest("intake", "Some details, please.", SCHEMA)


@pytest.fixture
def loop() -> Iterator[BackgroundLoop]:
    loop = BackgroundLoop("questions of tests")
    yield loop
    loop.stop()


def answered(
    loop: BackgroundLoop, question: OpenQuestion, *lines: str, end: str = ENTER
) -> tuple[UserReply, str]:
    """Type these lines; what the server gets, and what the terminal shows."""
    console = Console(file=io.StringIO(), width=100)
    waiting = loop.start(question.reply())
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text("".join(line + end for line in lines))
        put_question(question, console)
    file = console.file
    assert isinstance(file, io.StringIO)
    return waiting.result(10), file.getvalue()


def test_a_form_is_filled_in_field_by_field(loop: BackgroundLoop) -> None:
    reply, shown = answered(loop, OpenQuestion(FORM), "Fire", "2", "1, print", "", "")
    content = {"title": "Fire", "priority": "high", "tags": ["disk", "print"], "restart": False}
    assert reply == UserReply("accept", content)
    assert "The server intake asks you" in shown
    assert "Title (needed)  At least 3 letters" in shown
    assert "2 high" in shown
    assert "Restart it: No" in shown
    assert "✓ Sent to intake: Title: Fire, Priority: high" in shown


def test_what_does_not_fit_is_asked_for_again_with_advice(loop: BackgroundLoop) -> None:
    lines = ("No", "w", "up", f"{CTRL_U}h", "", "", "yes")
    reply, shown = answered(loop, OpenQuestion(FORM), *lines)
    assert "! Write at least 3 letters." in shown
    assert "! Choose one of: low, high." in shown
    assert reply.content == {"title": "Now", "priority": "high", "restart": False}


def test_back_goes_to_the_field_before(loop: BackgroundLoop) -> None:
    lines = ("Fire", "/back", f"{CTRL_U}Flood", "1", "", f"{CTRL_U}y", "/back", "", "")
    reply, _ = answered(loop, OpenQuestion(FORM), *lines)
    assert reply.content == {"title": "Flood", "priority": "low", "restart": True}


@pytest.mark.parametrize(
    ("typed", "action"),
    [("/decline" + ENTER, "decline"), ("/cancel" + ENTER, "cancel"), (CTRL_C, "cancel")],
)
def test_it_can_be_left_at_every_line(loop: BackgroundLoop, typed: str, action: str) -> None:
    assert answered(loop, OpenQuestion(FORM), typed, end="")[0].action == action
    assert answered(loop, OpenQuestion(FORM), f"Fire{ENTER}", typed, end="")[0].action == action
    lines = [f"{line}{ENTER}" for line in ("Fire", "1", "", "")]
    assert answered(loop, OpenQuestion(FORM), *lines, typed, end="")[0].action == action
    assert answered(loop, OpenQuestion(FORM), CTRL_D, end="")[0].action == "cancel"


def test_time_is_up_for_somebody_who_types_nothing(loop: BackgroundLoop) -> None:
    reply, shown = answered(loop, OpenQuestion(FORM, seconds=0.3))
    assert reply.action == "cancel"
    assert "No answer to intake in time" in shown


def test_a_question_that_nobody_asks_any_more_closes_its_line(loop: BackgroundLoop) -> None:
    question = OpenQuestion(FORM)
    question.withdraw()
    assert "was withdrawn" in answered(loop, question)[1]


def test_a_secret_is_warned_of_and_not_shown(loop: BackgroundLoop) -> None:
    schema = {"properties": {"password": {"type": "string", "default": "hunter2"}}}
    reply, shown = answered(loop, OpenQuestion(FormRequest("x", "?", schema)), "swordfish", "")
    assert reply.content == {"password": "swordfish"}
    assert "Servers must not ask for secrets" in shown
    assert "swordfish" not in shown
    assert "hunter2" not in shown


def test_a_link_is_shown_and_never_opened(loop: BackgroundLoop) -> None:
    request = LinkRequest("account", "Log in, please.", "http://login.example/x?y=1")
    reply, shown = answered(loop, OpenQuestion(request), "")
    assert reply == UserReply("accept")
    assert "http://login.example/x?y=1" in shown
    assert "not be encrypted" in shown
    shut = LinkRequest("account", "Log in, please.", "javascript:alert(1)")
    reply, shown = answered(loop, OpenQuestion(shut), "", "/decline")
    assert reply.action == "decline"
    assert "no usual web address" in shown


def test_hostile_words_of_a_server_do_nothing(loop: BackgroundLoop) -> None:
    hostile = "\x1b]0;renamed\x07[red]x[/red]\u202e"
    schema = {"properties": {hostile: {"enum": [hostile], "description": hostile}}}
    _, shown = answered(loop, OpenQuestion(FormRequest(hostile, hostile, schema)), "1", "")
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "[red]x[/red]" in shown
