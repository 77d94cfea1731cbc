def described(tool):
    return {**tool, "parameters": tool["inputSchema"], "strict": False}


def to_chat(tool):
    return {"type": "function", "function": described(tool)}


def to_responses(tool):
    return {"type": "function", **described(tool)}
