def described(tool):
    kept = {"name": tool["name"], "description": tool["description"]}
    return kept | {"parameters": tool["inputSchema"], "strict": None}


def to_chat(tool):
    return {"type": "function", "function": described(tool)}


def to_responses(tool):
    return {"type": "function", **described(tool)}
