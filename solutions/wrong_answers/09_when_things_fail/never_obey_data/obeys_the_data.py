def may_call(call, results, ask):
    verb = call.tool.split("_")[0]
    known = " ".join([call.question, *results]).lower()
    if call.read_only or all(word.lower() in known for word in [verb, *call.arguments.values()]):
        return True
    return ask(f"The model wants {call.tool} with {call.arguments}. Shall it be made?")
