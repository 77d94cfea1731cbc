import hmac


def holder(headers, tokens):
    header = headers.get("authorization", "").lower()
    for name, token in tokens.items():
        if hmac.compare_digest(header.encode(), f"bearer {token}".lower().encode()):
            return name
    return None
