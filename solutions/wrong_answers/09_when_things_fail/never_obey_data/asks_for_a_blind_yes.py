def may_call(call, results, ask):
    verb = call.tool.split("_")[0]
    if call.read_only or all(word.lower() in call.question.lower() for word in [verb, *call.arguments.values()]):
        return True
    return ask("The model wants to change something. Go on?")
