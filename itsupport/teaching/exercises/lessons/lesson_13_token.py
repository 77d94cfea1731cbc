"""An exercise of lesson 13: whose token is it? Also: how long does finding out take?"""

import sys
from collections.abc import Callable
from typing import Any

from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.showing import shown

ANNA, BERT = "anna-7f3c9e21d5b84a60", "bert-0b6d2c48a7e19f35"


class _Watched(str):
    """A token that notices when somebody compares it the hasty way."""

    __slots__ = ()
    compared: list[str] = []  # noqa: RUF012 - one list for all of them is meant

    def __eq__(self, other: object) -> bool:
        _Watched.compared.append("==")
        return str.__eq__(self, other)

    __hash__ = str.__hash__


async def whose_token(holder: Any) -> None:
    """Good headers, all kinds of wrong ones, and at last how the tokens were compared."""
    for name, token in (("anna", ANNA), ("bert", BERT)):
        await _good(holder, name, f"Bearer {token}")
    await _expect(
        holder,
        {"authorization": f"bearer {ANNA}"},
        "anna",
        "scheme_in_one_spelling",
        "The word Bearer may be written in any letters: compare it in small ones.",
    )
    for headers, misconception, next_step in _WRONG:
        await _expect(holder, headers, None, misconception, next_step)
    await _check_comparison(holder)


async def _check_comparison(holder: Any) -> None:
    """What was compared as text is noticed by the tokens, and the patient function by its calls."""
    _Watched.compared.clear()
    called: list[str] = []
    await run(_with_calls_noted(holder, called), {"authorization": f"Bearer {BERT}"}, _tokens())
    patient = any(name.endswith("compare_digest") for name in called)
    if patient and not _Watched.compared:
        return
    raise Misconception(
        "hasty_comparison",
        seen="two tokens were compared with `==` or looked up in a dictionary"
        if _Watched.compared
        else "bert was found, and the function did not call `hmac.compare_digest`",
        expected="a comparison that takes the same time whichever character is wrong",
        next_step="Call `hmac.compare_digest(one, other)` in a loop, for each of the tokens.",
    )


def _with_calls_noted(function: Callable[..., Any], called: list[str]) -> Callable[..., Any]:
    """The function, with the names of the built-in functions that it calls, by whatever name."""

    def note(_frame: Any, event: str, function: Any) -> None:
        if event == "c_call":
            called.append(function.__name__)

    def noted(*given: Any) -> Any:
        sys.setprofile(note)  # of this thread alone, which ends with the function
        return function(*given)

    return noted


_WRONG: tuple[tuple[dict[str, str], str, str], ...] = (
    ({}, "nobody_comes_in", "Without the header there is no holder: return None."),
    (
        {"authorization": "Bearer "},
        "empty_comes_in",
        "An empty token fits nobody; look whether the comparison says otherwise.",
    ),
    (
        {"authorization": f"Basic {ANNA}"},
        "any_scheme",
        "Look at the word in front of the token: only `Bearer` is meant.",
    ),
    (
        {"authorization": f"Bearer {ANNA[:-1]}"},
        "part_of_a_token",
        "Compare the whole token: a part of it is another text.",
    ),
    (
        {"authorization": f"Bearer {ANNA}0"},
        "more_than_a_token",
        "Compare the whole token: a longer text is another one.",
    ),
    (
        {"authorization": f"Bearer {ANNA.upper()}"},
        "other_letters",
        "Only the word Bearer may be in any letters: compare the token as it is written.",
    ),
    (
        {"authorization": "Bearer anna"},
        "name_for_token",
        "`tokens` maps names to tokens; compare with its values.",
    ),
    (
        {"authorization": "Bearer grüße-an-alle-im-hause"},
        "raises",
        "compare_digest takes plain ASCII or bytes: `.encode()` both.",
    ),
)


async def _good(holder: Any, name: str, header: str) -> None:
    given = await run(holder, {"authorization": header}, _tokens())
    if given is True:
        raise Misconception(
            "yes_in_place_of_a_name",
            seen=f"True for the token of {name}",
            expected=f"{name!r}: a server has to know *who* it serves",
            next_step="Return the name that belongs to the token.",
        )
    if given != name:
        raise Misconception(
            "holder_not_found",
            seen=f"{shown(given)} for the token of {name}",
            expected=f"{name!r}",
            next_step="Cut the word Bearer and the blank off, and look at every token.",
        )


async def _expect(
    holder: Any, headers: dict[str, str], wanted: str | None, misconception: str, next_step: str
) -> None:
    try:
        given = await run(holder, dict(headers), _tokens())
    except Misconception as found:
        found.next_step = next_step if misconception == "raises" else found.next_step
        raise
    if given != wanted:
        raise Misconception(
            misconception,
            seen=f"{shown(given)} for the headers {shown(headers)}",
            expected=shown(wanted),
            next_step=next_step,
        )


def _tokens() -> dict[str, str]:
    return {"anna": _Watched(ANNA), "bert": _Watched(BERT)}


EXERCISES = (
    Exercise(
        name="whose_token",
        lesson="13_over_http_and_azure",
        title="Whose token is it?",
        minutes=15,
        answers=("holder",),
        judge=whose_token,
        misconceptions={
            "yes_in_place_of_a_name": "said yes, and not who it is",
            "holder_not_found": "did not find the holder of a good token",
            "scheme_in_one_spelling": "knew the word Bearer in one spelling only",
            "nobody_comes_in": "let in a request without a token",
            "empty_comes_in": "let in an empty token",
            "any_scheme": "did not look at the scheme",
            "part_of_a_token": "was content with a part of a token",
            "more_than_a_token": "was content with a token and something more",
            "other_letters": "took large and small letters of a token for the same",
            "name_for_token": "compared with the names",
            "hasty_comparison": "compared tokens in a time that tells something",
        },
        hints=(
            '`scheme, _, token = headers.get("authorization", "").partition(" ")`',
            '`scheme.lower() != "bearer"` is nobody: return None.',
            "Go through `tokens.items()`, and return the name whose token is the same.",
            "The same: `hmac.compare_digest(token.encode(), known.encode())`.",
        ),
        why="A check that lets in too much is worse than none: everybody relies on it.",
    ),
)
