"""An exercise of lesson 12: stand at the door, and say 401, 403 or nothing."""

from typing import Any

from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.showing import shown

METADATA = "https://desk.example/.well-known/oauth-protected-resource/mcp"
READ, WRITE = "tickets:read", "tickets:write"

LOOK_ALIKE = (["tickets:readonly"], ["tickets:r"])
TOO_LITTLE: tuple[tuple[list[str], str], ...] = (
    ([READ], WRITE),
    ([WRITE], READ),
    ([], READ),
    *((scopes, READ) for scopes in LOOK_ALIKE),
)

Answer = tuple[int, str]


async def at_the_door(function: Any) -> None:
    """Nobody, somebody with too little, somebody with enough; and scopes that look alike."""
    await _nobody(function)
    await _too_little(function)
    for scopes, needed in (([READ], READ), ([READ, WRITE], WRITE), ([WRITE, READ], READ)):
        answer = await _answer(function, scopes, needed)
        if answer != (200, ""):
            raise Misconception(
                "turns_everybody_away",
                seen=f"for {scopes} and {needed!r} the answer is {answer}",
                expected='(200, ""): the permission is there',
                next_step="Let in whoever has the scope that is needed, whatever else they have.",
            )


async def _nobody(function: Any) -> None:
    status, header = await _answer(function, None, READ)
    if status == 403:
        raise Misconception(
            "takes_a_stranger_for_a_friend",
            seen="a request without a good token got 403",
            expected="401: nobody knows yet who it is",
            next_step="403 is for somebody whom you know. `scopes` is None when you do not.",
        )
    _check_status(status, 401, None, READ)
    _check_header(header, READ)
    if "error=" in header:
        raise Misconception(
            "accuses_a_stranger",
            seen=f"the header is {header!r}",
            expected="no error: a request without a token has not done anything wrong",
            next_step='Write `error="insufficient_scope"` into the header of a 403 only.',
        )


async def _too_little(function: Any) -> None:
    for scopes, needed in TOO_LITTLE:
        status, header = await _answer(function, scopes, needed)
        if status == 401:
            raise Misconception(
                "sends_friends_to_log_in_again",
                seen=f"somebody with the scopes {scopes} got 401 for {needed!r}",
                expected="403: we know who it is, and logging in again would change nothing",
                next_step="Only None means that nobody is there. An empty list is somebody.",
            )
        if status == 200 and scopes in LOOK_ALIKE:
            raise Misconception(
                "compares_pieces_of_words",
                seen=f"the scopes {scopes} were enough for {needed!r}",
                expected="403: scopes are whole words",
                next_step="Ask whether the list has the word; not whether a text has the letters.",
            )
        _check_status(status, 403, scopes, needed)
        _check_header(header, needed)
        if 'error="insufficient_scope"' not in header:
            raise Misconception(
                "does_not_say_why",
                seen=f"the header of the 403 is {header!r}",
                expected='error="insufficient_scope" in it',
                next_step="A client asks the person for more only when the header says this.",
            )


def _check_status(status: int, expected: int, scopes: Any, needed: str) -> None:
    if status == 200:
        raise Misconception(
            "lets_everybody_in",
            seen=f"the scopes {scopes} were enough for {needed!r}",
            expected=str(expected),
            next_step="Look for the very scope that the tool needs among those of the token.",
        )
    if status != expected:
        raise Misconception(
            "another_status",
            seen=f"the status is {status} for {scopes} and {needed!r}",
            expected=str(expected),
            next_step="There are three answers: 200, 401 and 403.",
        )


def _check_header(header: str, needed: str) -> None:
    if header.lower().split(" ")[0] != "bearer":
        raise Misconception(
            "another_scheme",
            seen=f"the header is {header!r}",
            expected="a text that begins with `Bearer `, the kind of login that is wanted",
            next_step="Begin both refusals with `Bearer `. The header's own name is not in it.",
        )
    if f'scope="{needed}"' in header and f'resource_metadata="{METADATA}"' in header:
        return
    raise Misconception(
        "leaves_the_client_alone",
        seen=f"the header is {header!r}",
        expected=f'Bearer …, with scope="{needed}" and resource_metadata="{METADATA}"',
        next_step="Both refusals say what is needed and where to read on.",
    )


async def _answer(function: Any, scopes: Any, needed: str) -> Answer:
    given = await run(function, scopes if scopes is None else [*scopes], needed, METADATA)
    match given:
        case (int() as status, str() as header):
            return status, header
    raise Misconception(
        "no_answer",
        seen=f"the result is {shown(given)}",
        expected='a status and a header, such as (200, "")',
        next_step="Return a pair in every case.",
    )


EXERCISES = (
    Exercise(
        name="at_the_door",
        lesson="12_logging_in",
        title="At the door",
        minutes=12,
        answers=("answer_at_the_door",),
        judge=at_the_door,
        misconceptions={
            "takes_a_stranger_for_a_friend": "answered 403 where nobody was logged in",
            "sends_friends_to_log_in_again": "answered 401 where a permission was missing",
            "lets_everybody_in": "let somebody in without the permission",
            "turns_everybody_away": "turned somebody with the permission away",
            "compares_pieces_of_words": "compared scopes as pieces of text",
            "leaves_the_client_alone": "refused without saying what is needed and where",
            "another_scheme": "refused without saying that a Bearer token is wanted",
            "does_not_say_why": "left insufficient_scope out of a 403",
            "accuses_a_stranger": "named an error where only the login was missing",
            "another_status": "answered with another status",
            "no_answer": "gave back something else than a status and a header",
        },
        hints=(
            "Ask two questions in this order: do I know who it is? Is it enough?",
            "`scopes is None` is the first question. `not scopes` would be true for [] as well.",
            "Write the two parts that both headers share once, and put the error in front.",
        ),
        why="The header of a refusal is all that a client has to find the login by itself.",
    ),
)
