"""The people who can sign in. All of them are made up, and so are their passwords.

Stored is a salted hash of a password (scrypt), never the password: whoever steals the file still
has to guess. This leaves out how a person gets or changes a password.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MADE_UP_PEOPLE = Path(__file__).with_name("made_up_people.json")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at a customer of the support desk. `username` is the `sub` of the tokens."""

    username: str
    name: str
    customer_id: str


def person_called(username: str) -> Person | None:
    """The person with this user name."""
    record = _records().get(username)
    return Person(username, record["name"], record["customer_id"]) if record else None


def signed_in(username: str, password: str) -> Person | None:
    """The person, when the password is right. An unknown name takes as long as a wrong password."""
    record = _records().get(username)
    known = record or {"salt": "", "scrypt": ""}
    if hmac.compare_digest(password_hash(password, known["salt"]), known["scrypt"]):
        return person_called(username)
    return None


def password_hash(password: str, salt: str) -> str:
    """What is stored of a password, in hexadecimal."""
    return hashlib.scrypt(
        password[:200].encode("utf-8", "replace"), salt=salt.encode(), n=2**14, r=8, p=1
    ).hex()


@cache
def _records() -> dict[str, dict[str, str]]:
    people: list[dict[str, str]] = json.loads(MADE_UP_PEOPLE.read_text("utf-8"))["people"]
    return {person["username"]: person for person in people}
