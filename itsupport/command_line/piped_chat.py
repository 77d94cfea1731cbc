"""The chat without a terminal: a question per line in, plain answers out."""

import sys

from itsupport.command_line.slash_commands import as_command, run_command
from itsupport.command_line.talk import Talk
from itsupport.command_line.terminal import harmless, mark
from itsupport.errors import SupportError
from itsupport.orchestrator import MCPOrchestrator
from itsupport.orchestrator.asking import UserReply, UserRequest


def converse_line_by_line(desk: MCPOrchestrator) -> int:
    """Answer every line of the input in one conversation; 1 when one of them failed, else 0."""
    talk, failures = Talk(desk), 0
    for line in sys.stdin:
        try:
            if asked := line.strip():
                print(_reply(talk, asked), flush=True)
        except EOFError:
            break
        except SupportError as problem:
            failures += 1
            print(f"{mark(False, sys.stderr)} {harmless(str(problem))}", file=sys.stderr)
    return 1 if failures else 0


def nobody_there(request: UserRequest) -> UserReply:
    """A line of the input is a question, and no answer to a form: nobody is asked."""
    words = " ".join(harmless(f"{request.server} asks: {request.message}").split())
    advice = (
        "Nobody can answer without a terminal, so it is cancelled. Run it in one to get the form."
    )
    print(f"{mark(False, sys.stderr)} {words} {advice}", file=sys.stderr, flush=True)
    return UserReply("cancel")


def _reply(talk: Talk, asked: str) -> str:
    if command := as_command(asked):
        return run_command(talk, command)
    try:
        answer = talk.desk.query(asked, ask_user=nobody_there)
    except SupportError as problem:
        talk.said.append((asked, problem))
        raise
    talk.said.append(answer)
    return harmless(answer.text)
