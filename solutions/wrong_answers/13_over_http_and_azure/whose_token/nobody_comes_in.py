import hmac


def holder(headers, tokens):
    if "authorization" not in headers:
        return "a guest"
    scheme, _, given = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    for name, token in tokens.items():
        if hmac.compare_digest(given.encode(), token.encode()):
            return name
    return None
