def cause(visits):
    if len({one.worker for one in visits}) > 1:
        return "key"
    return "nothing"
