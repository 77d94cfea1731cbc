from joserfc import jwt
from joserfc.errors import JoseError


def claims_of_good_token(token, key, issuer, audience, scope):
    rules = jwt.JWTClaimsRegistry(
        iss={"essential": True, "value": issuer},
        aud={"essential": True, "value": audience},
        exp={"essential": True},
    )
    try:
        claims = jwt.decode(token, key).claims
        rules.validate(claims)
    except (JoseError, ValueError):
        return None
    return claims if scope in claims.get("scope", "").split() else None
