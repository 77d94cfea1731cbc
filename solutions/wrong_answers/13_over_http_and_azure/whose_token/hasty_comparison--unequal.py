def holder(headers, tokens):
    scheme, _, given = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    for name, token in tokens.items():
        if given != token:
            continue
        return name
    return None
