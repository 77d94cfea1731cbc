import hmac


def holder(headers, tokens):
    scheme, _, given = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    names = {token: name for name, token in tokens.items()}
    return names.get(given)
