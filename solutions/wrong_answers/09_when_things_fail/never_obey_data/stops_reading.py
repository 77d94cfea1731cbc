def may_call(call, results, ask):
    if any("ignore" in text.lower() for text in results):
        return False
    if call.read_only:
        return True
    if all(value in call.question for value in call.arguments.values()):
        return True
    return ask(f"The model wants {call.tool} with {call.arguments}. Shall it be made?")
