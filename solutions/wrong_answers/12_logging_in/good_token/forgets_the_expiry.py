from joserfc import jwt
from joserfc.errors import JoseError


def claims_of_good_token(token, key, issuer, audience, scope):
    try:
        claims = jwt.decode(token, key, algorithms=["ES256"]).claims
    except (JoseError, ValueError):
        return None
    aud = claims.get("aud", [])
    meant = audience in (aud if isinstance(aud, list) else [aud])
    good = claims.get("iss") == issuer and meant
    return claims if good and scope in claims.get("scope", "").split() else None
