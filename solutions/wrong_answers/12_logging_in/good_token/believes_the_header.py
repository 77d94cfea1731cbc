import base64
import json

from joserfc import jwt
from joserfc.errors import JoseError


def claims_of_good_token(token, key, issuer, audience, scope):
    rules = jwt.JWTClaimsRegistry(
        iss={"essential": True, "value": issuer},
        aud={"essential": True, "value": audience},
        exp={"essential": True},
    )
    try:
        first = token.split(".")[0]
        header = json.loads(base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)))
        claims = jwt.decode(token, key, algorithms=[header["alg"]]).claims
        rules.validate(claims)
    except (JoseError, ValueError):
        return None
    return claims if scope in claims.get("scope", "").split() else None
