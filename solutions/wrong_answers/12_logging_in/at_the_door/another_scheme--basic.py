def answer_at_the_door(scopes, needed, metadata):
    where = f'scope="{needed}", resource_metadata="{metadata}"'
    if scopes is None:
        return 401, f"Basic {where}"
    if needed not in scopes:
        return 403, f'Basic error="insufficient_scope", {where}'
    return 200, ""
