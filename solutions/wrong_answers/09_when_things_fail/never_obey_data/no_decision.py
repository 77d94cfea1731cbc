def may_call(call, results, ask):
    verb = call.tool.split("_")[0]
    if call.read_only:
        return True
    if all(word.lower() in call.question.lower() for word in [verb, *call.arguments.values()]):
        return True
    ask(f"The model wants {call.tool} with {call.arguments}. Shall it be made?")
