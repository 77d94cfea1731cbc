def answer_at_the_door(scopes, needed, metadata):
    where = f'scope="{needed}", resource_metadata="{metadata}"'
    if scopes is None or needed not in scopes:
        return 401, f"Bearer {where}"
    return 200, ""
