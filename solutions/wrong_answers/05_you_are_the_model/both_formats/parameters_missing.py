def described(tool):
    made = {"name": tool["name"], "description": tool["description"], "strict": False}
    if tool["inputSchema"]["properties"]:
        made["parameters"] = tool["inputSchema"]
    return made


def to_chat(tool):
    return {"type": "function", "function": described(tool)}


def to_responses(tool):
    return {"type": "function", **described(tool)}
