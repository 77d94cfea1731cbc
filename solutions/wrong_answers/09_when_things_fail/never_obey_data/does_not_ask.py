def may_call(call, results, ask):
    return call.read_only or all(value in call.question for value in call.arguments.values())
