def cause(visits):
    last = visits[-1]
    if last.status in (200, 202):
        return "nothing"
    if last.status == 0:
        return "worker gone"
    return "key" if last.status == 400 else "something else"
