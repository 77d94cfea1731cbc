def may_call(call, results, ask):
    verb = call.tool.split("_")[0]
    if not call.read_only and any(
        word.lower() not in call.question.lower() for word in [verb, *call.arguments.values()]
    ):
        ask(f"The model wants {call.tool} with {call.arguments}. Shall it be made?")
    return True
