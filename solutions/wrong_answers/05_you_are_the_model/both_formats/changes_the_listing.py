def described(tool):
    tool["parameters"] = tool.pop("inputSchema")
    kept = ("name", "description", "parameters")
    return {name: tool[name] for name in kept} | {"strict": False}


def to_chat(tool):
    return {"type": "function", "function": described(tool)}


def to_responses(tool):
    return {"type": "function", **described(tool)}
