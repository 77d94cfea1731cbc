def calls_on(wire):
    requests = [one for one in wire if one.sent]
    answers = [one for one in wire if not one.sent]
    calls = []
    for request, answer in zip(requests, answers):
        if request.method == "tools/call":
            failed = answer.method == "error" or answer.body["result"].get("isError")
            outcome = "failed" if failed else "ok"
            tool = request.body["params"]["name"]
            calls.append({"server": request.server, "tool": tool, "outcome": outcome})
    return calls
