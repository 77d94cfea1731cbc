def calls_on(wire):
    calls = []
    for answer in wire:
        for request in wire:
            same = (request.server, request.id) == (answer.server, answer.id)
            if request.sent and request.method == "tools/call" and same and not answer.sent:
                failed = answer.method == "error" or answer.body["result"].get("isError")
                outcome = "failed" if failed else "ok"
                tool = request.body["params"]["name"]
                calls.append({"server": request.server, "tool": tool, "outcome": outcome})
    order = [(one.server, one.body["params"]["name"]) for one in wire if one.method == "tools/call"]
    return sorted(calls, key=lambda call: order.index((call["server"], call["tool"])))
