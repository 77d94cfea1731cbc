import hmac


def holder(headers, tokens):
    header = headers.get("authorization", "")
    if not header.startswith("Bearer "):
        return None
    given = header.removeprefix("Bearer ")
    for name, token in tokens.items():
        if hmac.compare_digest(given.encode(), token.encode()):
            return name
    return None
