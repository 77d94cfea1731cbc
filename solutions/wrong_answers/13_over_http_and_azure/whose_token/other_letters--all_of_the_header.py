def holder(headers, tokens):
    header = headers.get("authorization", "").lower()
    for name, token in tokens.items():
        if header == f"bearer {token}".lower():
            return name
    return None
