import hmac


def holder(headers, tokens):
    header = headers.get("authorization", "")
    if not header.lower().startswith("bearer "):
        return None
    for name, token in tokens.items():
        if token in header:
            return name
    return None
