def left_out_removed(arguments, schema):
    own = schema["properties"]
    return {
        name: value
        for name, value in arguments.items()
        if value is not None or "null" in own[name].get("type", [])
    }
