"""A server's question in the terminal: its form field by field, or its link, and how it ended."""

from prompt_toolkit.completion import WordCompleter
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from itsupport.command_line.form_line import BACK, CANCEL, DECLINE, AnsweredElsewhereError, FormLine
from itsupport.command_line.form_texts import about_field, numbered, typed_choices, words_of
from itsupport.command_line.quiet_keys import forget_typed_keys
from itsupport.command_line.terminal import harmless
from itsupport.orchestrator.forms import OpenQuestion
from itsupport.orchestrator.forms.fields import FormField
from itsupport.orchestrator.forms.form import typed_form
from itsupport.orchestrator.forms.outcome import mark, outcome
from itsupport.orchestrator.forms.reading import value_of

SECRET = (
    "This seems to ask for a password or another secret. Servers must not ask for secrets in a "
    f"form, and what you type here is no secret afterwards. {DECLINE}, unless you are sure."
)
HELP = f"{DECLINE} says no, {BACK} goes back a field, Ctrl-C cancels."


def put_question(question: OpenQuestion, console: Console) -> None:
    """Ask the person, and end the question with what the person did. Ctrl-C cancels it."""
    forget_typed_keys()
    who = Text.assemble("The server ", (_plain(question.request.server), "bold"), " asks you")
    who.append(f" for {_plain(question.tool)}" if question.tool else "", "dim")
    _say(console, Text(), who, Text(harmless(question.request.message)))
    line = FormLine(question)
    try:
        if question.link:
            _visit(question, line, console)
        else:
            _fill_in(question, line, console)
    except (KeyboardInterrupt, EOFError):
        question.heard({"do": "cancel"})
    except AnsweredElsewhereError:
        pass  # it was withdrawn, or time is up: the line below says so
    _say(console, Text(f"{mark(question)} {harmless(outcome(question))}", "dim"), Text())


def _fill_in(question: OpenQuestion, line: FormLine, console: Console) -> None:
    if question.form.secret:
        _say(console, Text(f"! {SECRET}", "bold red"))
    _say(console, Text(HELP, "dim"))
    fields = question.form.fields
    typed: list[str | list[str]] = [typed_form(field) for field in fields]
    place = 0
    while not question.closed:
        if place < len(fields):
            place = _next(fields, place, typed, line, console)
        else:
            place = _send(question, typed, line, console)


def _next(
    fields: tuple[FormField, ...],
    place: int,
    typed: list[str | list[str]],
    line: FormLine,
    console: Console,
) -> int:
    """Ask for one field until it fits; return which one comes next."""
    field = fields[place]
    _say(console, Text(), about_field(field), *numbered(field))
    while True:
        words = line.ask(
            "? ",
            default=words_of(field, typed[place]),
            completer=WordCompleter([c.label for c in field.choices], sentence=True)
            if field.choices
            else None,
            secret=field.secret,
        )
        if words == BACK:
            return max(0, place - 1)
        typed[place] = typed_choices(field, words)
        try:
            value_of(field, typed[place])
        except ValueError as problem:
            _say(console, Text(f"! {problem}", "red"))
        else:
            return place + 1


def _send(
    question: OpenQuestion, typed: list[str | list[str]], line: FormLine, console: Console
) -> int:
    """Show what would be sent, and send it; /back changes it."""
    server = _plain(question.request.server)
    content, _ = question.form.read(typed)
    _say(console, Text())
    for label, value in question.form.said(content):
        _say(console, Text.assemble((f"{label}: ", "bold"), harmless(value)))
    words = line.ask(f"Send this to {server}? (Enter or yes sends it, {BACK}, {DECLINE}) ")
    if words.casefold() in ("", "y", "yes"):
        question.heard({"do": "submit", "typed": typed})
    elif words == BACK:
        return max(0, len(typed) - 1)
    return len(typed)


def _visit(question: OpenQuestion, line: FormLine, console: Console) -> None:
    link = question.link
    assert link is not None
    address = Text.assemble(link.before, (link.host, "bold underline"), link.after)
    console.print(Padding(address, (0, 2)), soft_wrap=True)
    if link.warning:
        _say(console, Text(f"! {link.warning}", "bold red"))
    done = "Open it only if you know the host in bold. Enter when you are done there" * link.opens
    while not question.closed:
        line.ask(f"{done or 'It cannot be opened'} ({DECLINE}, {CANCEL}) ")
        question.heard({"do": "done"})


def _plain(text: str) -> str:
    return " ".join(harmless(text).split())


def _say(console: Console, *lines: Text) -> None:
    for line in lines:
        console.print(Padding(line, (0, 2)))
