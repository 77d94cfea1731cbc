def may_call(call, results, ask):
    if call.read_only or all(value in call.question for value in call.arguments.values()):
        return True
    return ask("The model wants to change something. Go on?")
