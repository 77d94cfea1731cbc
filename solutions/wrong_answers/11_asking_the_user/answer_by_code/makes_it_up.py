from itsupport.orchestrator import FormRequest, UserReply

SECRETS = ("password", "pin", "key", "token", "card")


def reply_to(request, known):
    "What a program replies to a server's request, from what is known of the user."
    if not isinstance(request, FormRequest):
        return UserReply("cancel")
    fields = request.schema["properties"]
    texts = [f"{name} {field}".lower() for name, field in fields.items()]
    if any(word in text for text in texts for word in SECRETS):
        return UserReply("decline")
    content = {
        name: known[name]
        for name, field in fields.items()
        if name in known and known[name] in field.get("enum", [known[name]])
    }
    for name in request.schema.get("required", []):
        first = fields[name].get("enum", [0 if fields[name]["type"] == "integer" else "?"])[0]
        content.setdefault(name, first)
    return UserReply("accept", content)
