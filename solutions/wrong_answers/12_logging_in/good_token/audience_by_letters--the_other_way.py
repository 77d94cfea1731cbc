from joserfc import jwt
from joserfc.errors import JoseError


def claims_of_good_token(token, key, issuer, audience, scope):
    rules = jwt.JWTClaimsRegistry(
        iss={"essential": True, "value": issuer},
        exp={"essential": True},
    )
    try:
        claims = jwt.decode(token, key, algorithms=["ES256"]).claims
        rules.validate(claims)
    except (JoseError, ValueError):
        return None
    audiences = claims.get("aud", [])
    audiences = audiences if isinstance(audiences, list) else [audiences]
    if not any(one in audience for one in audiences):
        return None
    return claims if scope in claims.get("scope", "").split() else None
