def left_out_removed(arguments, schema):
    return [name for name, value in arguments.items() if value is not None]
