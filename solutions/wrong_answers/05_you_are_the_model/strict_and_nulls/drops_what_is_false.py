def allows_null(schema):
    kinds = schema.get("type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return "null" in listed or any(allows_null(one) for one in schema.get("anyOf", []))


def left_out_removed(arguments, schema):
    own = schema["properties"]
    return {name: value for name, value in arguments.items() if value or allows_null(own[name])}
