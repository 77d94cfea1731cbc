def may_call(call, results, ask):
    if call.read_only or all(value.lower() in call.question.lower() for value in call.arguments.values()):
        return True
    return ask(f"The model wants {call.tool} with {call.arguments}. Shall it be made?")
