def left_out_removed(arguments, schema):
    return {
        name: value
        for name, value in arguments.items()
        if value is not None or name in schema["required"]
    }
