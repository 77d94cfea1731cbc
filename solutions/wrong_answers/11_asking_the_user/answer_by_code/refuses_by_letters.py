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
    if any(name not in content for name in request.schema.get("required", [])):
        return UserReply("cancel")
    return UserReply("accept", content)
