def cause(visits):
    *_, before, last = visits
    match last.status:
        case 200 | 202:
            return "nothing"
        case 0:
            return "worker gone"
        case 404:
            return "session"
        case 400 if before.method == "tools/call" and before.worker != last.worker:
            return "key"
    return "something else"
