import re

from itsupport.orchestrator import FormRequest, UserReply

SECRETS = ("password", "pin", "key", "token", "card")


def reply_to(request, known):
    "What a program replies to a server's request, from what is known of the user."
    if not isinstance(request, FormRequest):
        return UserReply("cancel")
    fields = request.schema["properties"]
    for name, field in fields.items():
        text = f"{name} {field.get('title', '')} {field.get('description', '')}"
        if {*re.findall("[a-z]+", text.lower())} & {*SECRETS}:
            return UserReply("decline")
    content = {name: known[name] for name in fields if name in known}
    for name in request.schema.get("required", []):
        if name not in content or content[name] not in fields[name].get("enum", [content[name]]):
            return UserReply("cancel")
    return UserReply("accept", content)
