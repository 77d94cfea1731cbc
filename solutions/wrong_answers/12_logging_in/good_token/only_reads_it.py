import base64
import json
import time


def claims_of_good_token(token, key, issuer, audience, scope):
    try:
        payload = token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (ValueError, IndexError):
        return None
    aud = claims.get("aud", [])
    meant = audience in (aud if isinstance(aud, list) else [aud])
    good = claims.get("iss") == issuer and meant and claims.get("exp", 0) > time.time()
    return claims if good and scope in claims.get("scope", "").split() else None
