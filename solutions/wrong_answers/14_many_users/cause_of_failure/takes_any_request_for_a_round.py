def cause(visits):
    last = visits[-1]
    workers = {one.worker for one in visits[:-1]}
    match last.status:
        case 200 | 202:
            return "nothing"
        case 0:
            return "worker gone"
        case 404:
            return "session"
        case 400 if workers - {last.worker}:
            return "key"
    return "something else"
