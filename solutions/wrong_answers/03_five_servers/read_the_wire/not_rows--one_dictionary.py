def calls_on(wire):
    answers = {(one.server, one.id): one.method for one in wire if not one.sent}
    return {
        request.body["params"]["name"]: answers.get((request.server, request.id), "no answer")
        for request in wire
        if request.sent and request.method == "tools/call"
    }
