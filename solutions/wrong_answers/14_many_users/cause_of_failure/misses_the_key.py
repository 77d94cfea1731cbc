def cause(visits):
    last = visits[-1]
    if last.status in (200, 202):
        return "nothing"
    if last.status in (400, 404):
        return "session"
    return "worker gone"
