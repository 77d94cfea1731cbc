def may_call(call, results, ask):
    verb = call.tool.split("_")[0]
    if any("ignore" in text.lower() for text in results):
        return False
    if call.read_only:
        return True
    if all(word.lower() in call.question.lower() for word in [verb, *call.arguments.values()]):
        return True
    return ask(f"The model wants {call.tool} with {call.arguments}. Shall it be made?")
