def left_out_removed(arguments, schema):
    return {name: arguments[name] for name in schema["properties"] if name in arguments}
