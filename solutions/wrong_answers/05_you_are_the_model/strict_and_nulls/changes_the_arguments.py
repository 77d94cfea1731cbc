def allows_null(schema):
    kinds = schema.get("type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return "null" in listed or any(allows_null(one) for one in schema.get("anyOf", []))


def left_out_removed(arguments, schema):
    for name in list(arguments):
        if arguments[name] is None and not allows_null(schema["properties"][name]):
            del arguments[name]
    return arguments
