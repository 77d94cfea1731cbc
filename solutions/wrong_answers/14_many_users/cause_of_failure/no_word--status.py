def cause(visits):
    return visits[-1].status
