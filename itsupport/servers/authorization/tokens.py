"""Access tokens: small signed statements that a server can check without asking anybody.

Signed with ES256: only this server has the private key, everybody may have the public one. The
key is made anew at every start, so a restart ends all tokens. RFC 7519 (JWT), RFC 9068 (claims).
"""

import secrets
import time
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet

ALGORITHM = "ES256"
ACCESS_SECONDS = 300
"""Short, because a stolen token works until it expires."""


class TokenSigner:
    """Signs the tokens of one issuer, and publishes the key that checks them."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        key = ECKey.generate_key("P-256", parameters={"use": "sig", "alg": ALGORITHM})
        key.ensure_kid()
        self._key = key

    @property
    def public_keys(self) -> dict[str, Any]:
        """The public half, as a JSON Web Key Set (RFC 7517)."""
        return {"keys": [self._key.as_dict(private=False)]}

    def sign(
        self,
        *,
        subject: str,
        client_id: str,
        audience: str,
        scopes: list[str],
        grant: str,
        seconds: int = ACCESS_SECONDS,
    ) -> str:
        """A token that says: `subject` lets `client_id` do `scopes` at `audience`.

        Its id (`jti`) starts with the grant that it belongs to, so that all of them can be revoked.
        """
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": audience,
            "sub": subject,
            "client_id": client_id,
            "scope": " ".join(scopes),
            "iat": now,
            "exp": now + seconds,
            "jti": f"{grant}.{secrets.token_urlsafe(12)}",
        }
        header = {"alg": ALGORITHM, "kid": self._key.kid, "typ": "at+jwt"}
        return jwt.encode(header, claims, self._key, algorithms=[ALGORITHM])


class TokenChecker:
    """Tells a good token from every other text. It needs the public keys only."""

    def __init__(self, public_keys: dict[str, Any], issuer: str, audience: str) -> None:
        self._keys = KeySet.import_key_set(public_keys)  # type: ignore[arg-type]
        self._rules = jwt.JWTClaimsRegistry(
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": audience},
            exp={"essential": True},
            sub={"essential": True},
            jti={"essential": True},
            client_id={"essential": True},
            scope={"essential": True},
        )

    def claims(self, token: str) -> dict[str, Any] | None:
        """The claims of a token that is signed, meant for us and not expired; else None.

        The algorithm is ours to choose, never the token's: a token that names "none", or HS256 with
        the public key as its secret, fails here.
        """
        try:
            found = jwt.decode(token, self._keys, algorithms=[ALGORITHM])
            self._rules.validate(found.claims)
        except (JoseError, ValueError, TypeError):
            return None
        return found.claims if found.header.get("typ") == "at+jwt" else None
