def cause(visits):
    if visits[-1].status == 404:
        return "session"
    if visits[-1].status == 400:
        return "key"
