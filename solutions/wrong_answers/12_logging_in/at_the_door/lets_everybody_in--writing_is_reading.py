def answer_at_the_door(scopes, needed, metadata):
    where = f'scope="{needed}", resource_metadata="{metadata}"'
    if scopes is None:
        return 401, f"Bearer {where}"
    if needed not in scopes and "tickets:write" not in scopes:
        return 403, f'Bearer error="insufficient_scope", {where}'
    return 200, ""
