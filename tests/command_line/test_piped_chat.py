"""The chat without a terminal: scripts feed it lines and read plain answers."""

from itsupport.offline.exchange import Call, Reply
from tests.command_line.conftest import itsupport
from tests.llm.strict_service import KEY, Raw, StrictService

SHOW = Call("call_1", "get_ticket_details", {"ticket_id": "TKT-1001"})


def settings(service: StrictService) -> dict[str, str]:
    """The environment that makes this service the model."""
    return {"OPENAI_API_KEY": KEY, "OPENAI_MODEL": "scripted", "OPENAI_BASE_URL": service.url}


def test_each_line_is_a_question_and_each_answer_is_printed_as_it_is() -> None:
    with StrictService(Reply("", (SHOW,)), Reply("**Blue**."), Reply("Yes [sic].")) as service:
        done = itsupport("chat", typed="What is TKT-1001?\n\nSure?\n", **settings(service))
    assert done.stdout == "**Blue**.\nYes [sic].\n"
    assert (done.returncode, done.stderr) == (0, "")
    asked = [message.get("content") for message in service.requests[-1]["messages"]]
    assert "What is TKT-1001?" in asked
    assert asked[-1] == "Sure?"


def test_the_offline_model_answers_without_any_settings() -> None:
    done = itsupport("chat", typed="Show ticket TKT-1001\n/calls\n")
    assert "TKT-1001" in done.stdout
    assert "no language model was used" in done.stdout
    assert 'get_ticket_details(ticket_id="TKT-1001") on tickets' in done.stdout
    assert (done.returncode, done.stderr) == (0, "")


def test_slash_commands_work_and_mistakes_get_near_misses() -> None:
    typed = "/help\n/tools\n/tool\n/log\n/log ticket\n/log tickets\n/calls\n/clear\n/QUIT\n/tools\n"
    done = itsupport("chat", typed=typed)
    assert "/log SERVER     the end of a server's log" in done.stdout
    assert done.stdout.count("search_tickets on tickets: ") == 1
    assert "The log of tickets is empty." in done.stdout
    assert "Nothing was asked yet." in done.stdout
    assert "A new conversation" in done.stdout
    assert [line for line in done.stderr.splitlines() if line.startswith("✗")] == [
        "✗ There is no command /tool",
        "✗ Which server's log?",
        "✗ There is no server called ticket",
    ]
    assert "Did you mean '/tools'" in done.stderr
    assert "Did you mean 'tickets'" in done.stderr
    assert done.returncode == 1


def test_clear_makes_the_model_forget() -> None:
    with StrictService(Reply("One."), Reply("Two.")) as service:
        itsupport("chat", typed="First\n/clear\nSecond\n", **settings(service))
    sent = str(service.requests[-1]["messages"])
    assert "Second" in sent
    assert "First" not in sent


def test_a_failed_question_is_one_clear_statement_and_the_next_is_answered() -> None:
    failure = Raw(500, {"error": {"message": "out of order"}})
    with StrictService(failure, Reply("Better.")) as service:
        done = itsupport("chat", typed="First\nSecond\n", **settings(service))
    assert done.stdout == "Better.\n"
    assert done.stderr.startswith("✗ The provider of model scripted has a problem of its own\n")
    assert done.returncode == 1


def test_control_codes_from_a_model_do_not_reach_the_terminal() -> None:
    with StrictService(Reply("before \x1b]0;renamed\x07 after")) as service:
        done = itsupport("chat", typed="Hello\n", **settings(service))
    assert done.stdout == "before ]0;renamed after\n"


def test_what_a_server_asks_is_cancelled_with_a_clear_line() -> None:
    done = itsupport("chat", "--with", "intake", typed="Open a ticket for CUST-001\n")
    assert "✗ intake asks: Please complete the ticket." in done.stderr
    assert "Nobody can answer without a terminal, so it is cancelled." in done.stderr
    assert "cancelled" in done.stdout
    assert done.returncode == 0


def test_a_server_that_cannot_be_added_is_named_with_near_misses() -> None:
    done = itsupport("chat", "--with", "intaek", typed="")
    assert "✗ There is no server called intaek to add" in done.stderr
    assert "'intake'" in done.stderr
    assert done.returncode == 1
