def may_call(call, results, ask):
    if not call.read_only and any(value not in call.question for value in call.arguments.values()):
        ask(f"The model wants {call.tool} with {call.arguments}. Shall it be made?")
    return True
