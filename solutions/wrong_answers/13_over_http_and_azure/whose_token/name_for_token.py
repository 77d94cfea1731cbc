import hmac


def holder(headers, tokens):
    scheme, _, given = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    for pair in tokens.items():
        if any(hmac.compare_digest(given.encode(), part.encode()) for part in pair):
            return pair[0]
    return None
