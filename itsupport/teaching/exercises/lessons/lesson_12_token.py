"""An exercise of lesson 12: tell a good token from all the others."""

import time
import warnings
from collections.abc import Iterator
from typing import Any

from joserfc import jwt
from joserfc.errors import SecurityWarning
from joserfc.jwk import ECKey, RSAKey

from itsupport.teaching import forged_tokens as forged
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.showing import shown

ISSUER, ME, READ = "https://logins.example/", "https://desk.example/mcp", "tickets:read"

GOOD: tuple[dict[str, Any], ...] = (
    {},
    {"scope": f"tickets:write {READ}"},
    {"aud": [ME, "https://b.example/"]},
)

PRIVATE = ECKey.generate_key("P-256")
PUBLIC = ECKey.import_key(PRIVATE.as_dict(private=False))

Key = ECKey | RSAKey


async def good_token(function: Any) -> None:
    """Good tokens of several kinds, then one that is wrong in one way at a time."""
    for changes in GOOD:
        claims = await _checked(function, _signed(**changes))
        if not isinstance(claims, dict) or claims.get("sub") != "owen":
            raise Misconception(
                "refuses_a_good_token",
                seen=f"a good token gave {shown(claims)}",
                expected="its claims, as a dictionary",
                next_step="Return `.claims` when every check has passed. `aud` may be a list.",
            )
    for name, token, key in _bad_tokens():
        claims = await _checked(function, token, key)
        if claims is not None:
            raise Misconception(
                name,
                seen=f"{SEEN[name]} gave {shown(claims)}",
                expected="None",
                next_step=NEXT_STEPS[name],
            )


def _bad_tokens() -> Iterator[tuple[str, str, Key]]:
    """Each with the key that the server knows."""
    good, other, rsa = _signed(), ECKey.generate_key("P-256"), RSAKey.generate_key(2048)
    pem = PUBLIC.as_pem(private=False)
    bad = (
        ("only_reads_it", forged.with_claims(good, sub="rafael")),
        ("only_reads_it", _signed(key=other)),
        ("believes_the_header", forged.without_signature(good)),
        ("believes_the_header", forged.signed_with_public_key(good, pem)),
        ("forgets_the_issuer", _signed(iss="https://eve.example/")),
        ("forgets_the_audience", _signed(aud="https://other.example/mcp")),
        ("forgets_the_audience", _signed(aud=None)),
        ("audience_by_letters", _signed(aud=f"{ME}/admin")),
        ("audience_by_letters", _signed(aud="https://desk.example/")),
        ("forgets_the_expiry", _signed(exp=int(time.time()) - 60)),
        ("forgets_the_expiry", _signed(exp=None)),
        ("forgets_the_scope", _signed(scope="tickets:write")),
        ("forgets_the_scope", _signed(scope=None)),
        ("scope_by_letters", _signed(scope="tickets:readonly")),
    )
    yield from ((name, token, PUBLIC) for name, token in bad)
    public = RSAKey.import_key(rsa.as_dict(private=False))
    yield "believes_the_header", _signed(rsa, "RS256"), public


def _signed(key: Key = PRIVATE, algorithm: str = "ES256", **changes: Any) -> str:
    """A token that is good but for the changes; None leaves a claim out."""
    claims: dict[str, Any] = {"iss": ISSUER, "aud": ME, "sub": "owen", "scope": READ}
    claims |= {"exp": int(time.time()) + 300, **changes}
    kept = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode({"alg": algorithm}, kept, key, algorithms=[algorithm])


async def _checked(function: Any, token: str, key: Key = PUBLIC) -> Any:
    def quietly() -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SecurityWarning)  # the wrong answers earn them
            return function(token, key, ISSUER, ME, READ)

    try:
        return await run(quietly)
    except Misconception as problem:
        if problem.name != "raises" or isinstance(problem.__cause__, NameError):
            raise  # a name that is missing says nothing about tokens
        raise Misconception(
            "lets_errors_out",
            seen=problem.seen.partition(", raised by")[0],
            expected="None for every text that is no good token",
            next_step='A claim may be missing: `claims.get("scope", "")` gives a text then, too.'
            if isinstance(problem.__cause__, KeyError)
            else "Catch `JoseError` around the decoding and the rules, and return None.",
        ) from problem


SEEN = {
    "only_reads_it": "a token whose signature does not fit",
    "believes_the_header": 'a token that names its own algorithm ("none", HS256 or RS256)',
    "forgets_the_issuer": "a token of another issuer",
    "forgets_the_audience": "a token that is for somebody else",
    "audience_by_letters": "a token for an address that only looks like ours",
    "forgets_the_expiry": "a token that has expired, or never does",
    "forgets_the_scope": "a token without the permission",
    "scope_by_letters": "a token with the scope tickets:readonly",
}
NEXT_STEPS = {
    "only_reads_it": "Decode with the key, and never by hand: reading is not checking.",
    "believes_the_header": 'Write `algorithms=["ES256"]`: you choose, not the token.',
    "forgets_the_issuer": '`JWTClaimsRegistry(iss={"essential": True, "value": issuer}, …)`.',
    "forgets_the_audience": 'Give `aud` the same form as `iss`; "essential" also means present.',
    "audience_by_letters": "Compare the whole address, not its beginning.",
    "forgets_the_expiry": '`exp={"essential": True}`; the registry compares it with the clock.',
    "forgets_the_scope": "The scope is a text of words: split it, and look for yours.",
    "scope_by_letters": "`in` on a text finds letters. Split it first, then it finds words.",
}

EXERCISES = (
    Exercise(
        name="good_token",
        lesson="12_logging_in",
        title="A good token, and all the others",
        minutes=20,
        answers=("claims_of_good_token",),
        judge=good_token,
        misconceptions={
            "only_reads_it": "read a token without checking its signature",
            "believes_the_header": "let the token choose the algorithm",
            "forgets_the_issuer": "took tokens of any issuer",
            "forgets_the_audience": "took tokens that were made for another server",
            "audience_by_letters": "compared only a piece of the audience",
            "forgets_the_expiry": "took tokens that had expired",
            "forgets_the_scope": "did not look at the scope",
            "scope_by_letters": "looked for the scope's letters, not for the word",
            "lets_errors_out": "let an error out for a bad token",
            "refuses_a_good_token": "refused a good token",
        },
        hints=(
            "Five things have to be right: signature, issuer, audience, expiry, scope.",
            '`jwt.decode(token, key, algorithms=["ES256"])` checks the signature and nothing else.',
            "A `JWTClaimsRegistry` checks claims: `.validate(found.claims)` raises when one is "
            'wrong. `{"essential": True, "value": …}` says: must be there, and be this.',
            'The scope is yours to check: `scope in found.claims.get("scope", "").split()`.',
        ),
        why="A server that forgets one of the five lets somebody in with a token that is real.",
    ),
)
