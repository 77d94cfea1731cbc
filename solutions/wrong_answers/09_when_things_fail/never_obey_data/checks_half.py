def may_call(call, results, ask):
    verb = call.tool.split("_")[0]
    if call.read_only or (
        verb in call.question.lower() and any(word in call.question for word in call.arguments.values())
    ):
        return True
    return ask(f"The model wants {call.tool} with {call.arguments}. Shall it be made?")
