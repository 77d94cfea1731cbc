import hmac


def holder(headers, tokens):
    scheme, _, given = headers["authorization"].partition(" ")
    if scheme.lower() != "bearer":
        return None
    for name, token in tokens.items():
        if hmac.compare_digest(given.encode(), token.encode()):
            return name
    return None
