def may_call(call, results, ask):
    verb = call.tool.split("_")[0]
    return call.read_only or all(word.lower() in call.question.lower() for word in [verb, *call.arguments.values()])
