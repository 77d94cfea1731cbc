def answer_at_the_door(scopes, needed, metadata):
    if scopes is None:
        return 401, "Bearer"
    if needed not in scopes:
        return 403, 'Bearer error="insufficient_scope"'
    return 200, ""
