def may_call(call, results, ask):
    return ask(f"The model wants {call.tool} with {call.arguments}. Shall it be made?")
