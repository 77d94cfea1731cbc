import hmac


def holder(headers, tokens):
    scheme, _, given = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    return any(hmac.compare_digest(given.encode(), token.encode()) for token in tokens.values())
