def cause(visits):
    last = visits[-1]
    rounds = [one for one in visits[:-1] if one.method == "tools/call"]
    match last.status:
        case 200 | 202:
            return "nothing"
        case 0:
            return "worker gone"
        case 404:
            return "session"
        case 400 if last.method == "tools/call" and (not rounds or rounds[-1].worker != last.worker):
            return "key"
    return "something else"
