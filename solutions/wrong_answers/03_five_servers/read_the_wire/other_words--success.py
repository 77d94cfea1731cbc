def calls_on(wire):
    answers = {(one.server, one.id): one for one in wire if not one.sent}
    calls = []
    for request in wire:
        if request.sent and request.method == "tools/call":
            answer = answers.get((request.server, request.id))
            if answer is None:
                outcome = "no answer"
            elif answer.method == "error" or answer.body["result"].get("isError"):
                outcome = "failed"
            else:
                outcome = "success"
            tool = request.body["params"]["name"]
            calls.append({"server": request.server, "tool": tool, "outcome": outcome})
    return calls
