"""An exercise of lesson 12: the half of a secret that may be seen, computed as RFC 7636 says."""

from base64 import b64encode, urlsafe_b64encode
from hashlib import sha256
from typing import Any

from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.plain_login import challenge as right

FROM_THE_RFC = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
"""The example of RFC 7636, appendix B; its challenge begins with E9Melhoa2Ow."""

VERIFIERS = (FROM_THE_RFC, "a" * 43, "nobody.guesses~this_one-" * 3)
"""The second has a minus and an underscore in its challenge, the others one of them."""


async def pkce_challenge(function: Any) -> None:
    """Several verifiers, with every kind of letter that the two alphabets differ in."""
    for verifier in VERIFIERS:
        given = await run(function, verifier)
        if not isinstance(given, str):
            raise Misconception(
                "no_text",
                seen=f"the result is {given!r}",
                expected="a text: it becomes part of an address",
                next_step="`.decode()` makes a text of bytes; `hexdigest` is another thing.",
            )
        _judge(verifier, given)


def _judge(verifier: str, given: str) -> None:
    expected, digest = right(verifier), sha256(verifier.encode()).digest()
    by_mistake = {
        verifier: "sends_the_secret",
        digest.hex(): "hexadecimal",
        _plain(urlsafe_b64encode(digest.hex().encode())): "hexadecimal",
        _plain(urlsafe_b64encode(verifier.encode())): "not_hashed",
        urlsafe_b64encode(digest).decode(): "padding_left",
        b64encode(digest).decode(): "other_alphabet",
        _plain(b64encode(digest)): "other_alphabet",
    }
    if given == expected:
        return
    name = by_mistake.get(given, "another_challenge")
    raise Misconception(
        name,
        seen=f"the verifier {verifier!r} became {given!r}",
        expected=expected,
        next_step=NEXT_STEPS[name],
    )


def _plain(encoded: bytes) -> str:
    return encoded.decode().rstrip("=")


NEXT_STEPS = {
    "sends_the_secret": "That is the method `plain`: whoever reads the address has the secret. "
    "Hash it first.",
    "hexadecimal": "`sha256(…).digest()` gives the 32 bytes; Base64 is made of those.",
    "not_hashed": "Base64 hides nothing: it can be turned back. Hash first, then encode.",
    "padding_left": 'Take the "=" at the end away: in an address it means something else.',
    "other_alphabet": "`urlsafe_b64encode` writes - and _ where `b64encode` writes + and /.",
    "another_challenge": "Verifier as bytes, SHA-256, URL-safe Base64, no padding: in this order.",
}

EXERCISES = (
    Exercise(
        name="pkce_challenge",
        lesson="12_logging_in",
        title="The half of a secret that may be seen",
        minutes=8,
        answers=("challenge",),
        judge=pkce_challenge,
        misconceptions={
            "sends_the_secret": "sent the verifier itself as its challenge",
            "not_hashed": "took Base64 for a way to keep something secret",
            "hexadecimal": "encoded the digest's hexadecimal form and not its bytes",
            "padding_left": "left the padding of Base64 in an address",
            "other_alphabet": "used the Base64 alphabet that does not fit into an address",
            "no_text": "gave back something else than a text",
            "another_challenge": "computed another challenge",
        },
        hints=(
            "Three steps: hash, encode, make a text without padding.",
            "`hashlib.sha256(verifier.encode()).digest()` is the hash, as 32 bytes.",
            "`base64.urlsafe_b64encode(…)` gives bytes with one `=` at the end.",
        ),
        why="With the challenge anybody may ask, and only the verifier's owner gets the token.",
    ),
)
