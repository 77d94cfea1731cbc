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
    if not any(one.startswith(audience) for one in _listed(claims.get("aud", []))):
        return None
    return claims if scope in claims.get("scope", "").split() else None


def _listed(value):
    return value if isinstance(value, list) else [value]
