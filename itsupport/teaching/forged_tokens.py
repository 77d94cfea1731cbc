"""What an attacker makes of a token, written by hand: a good library refuses to help with it.

A token is three texts with full stops between them: header, claims and signature, each in URL-safe
Base64. Everybody can read it and write another one; only the signature cannot be made up.
"""

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any


def header_of(token: str) -> dict[str, Any]:
    """The first part: which algorithm signed it, with which key."""
    return _read(token.split(".")[0])


def claims_of(token: str) -> dict[str, Any]:
    """The second part: what it says. Reading is not checking."""
    return _read(token.split(".")[1])


def with_claims(token: str, **changes: Any) -> str:
    """The same token saying something else, under the old signature."""
    header, _, signature = token.split(".")
    return f"{header}.{_written(claims_of(token) | changes)}.{signature}"


def without_signature(token: str, **changes: Any) -> str:
    """A token that says itself that it is not signed: `alg` is "none"."""
    return f"{_written(header_of(token) | {'alg': 'none'})}.{_written(claims_of(token) | changes)}."


def signed_with_public_key(token: str, public_key: bytes, **changes: Any) -> str:
    """Signed with what everybody has: a careless checker takes the public key for a secret."""
    head = _written(header_of(token) | {"alg": "HS256"})
    signed = f"{head}.{_written(claims_of(token) | changes)}"
    return f"{signed}.{_text(hmac.digest(public_key, signed.encode(), hashlib.sha256))}"


def _read(part: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return found


def _written(values: dict[str, Any]) -> str:
    return _text(json.dumps(values, separators=(",", ":")).encode())


def _text(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")
