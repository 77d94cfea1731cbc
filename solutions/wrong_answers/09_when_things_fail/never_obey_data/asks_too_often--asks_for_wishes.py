def may_call(call, results, ask):
    return call.read_only or ask(
        f"The model wants {call.tool} with {call.arguments}. Shall it be made?"
    )
