def holder(headers, tokens):
    scheme, _, given = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    for name, token in tokens.items():
        if given.encode() == token.encode():
            return name
    return None
