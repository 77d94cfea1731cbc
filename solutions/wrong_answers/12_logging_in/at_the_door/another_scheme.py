def answer_at_the_door(scopes, needed, metadata):
    where = f'scope="{needed}", resource_metadata="{metadata}"'
    if scopes is None:
        return 401, where
    if needed not in scopes:
        return 403, f'error="insufficient_scope", {where}'
    return 200, ""
