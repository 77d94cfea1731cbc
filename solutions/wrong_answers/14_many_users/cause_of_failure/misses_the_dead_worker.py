def cause(visits):
    last = visits[-1]
    rounds = [one for one in visits[:-1] if one.method == "tools/call"]
    if last.status < 400:
        return "nothing"
    if last.status == 404:
        return "session"
    if last.status == 400 and rounds and rounds[-1].worker != last.worker:
        return "key"
    return "something else"
