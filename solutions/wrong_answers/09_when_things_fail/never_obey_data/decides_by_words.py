def may_call(call, results, ask):
    if call.read_only:
        return True
    if any("ignore" in text.lower() for text in results):
        return ask(f"The model wants {call.tool} with {call.arguments}. Shall it be made?")
    return True
