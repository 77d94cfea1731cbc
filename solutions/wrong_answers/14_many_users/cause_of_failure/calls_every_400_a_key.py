def cause(visits):
    causes = {200: "nothing", 202: "nothing", 0: "worker gone", 404: "session", 400: "key"}
    return causes.get(visits[-1].status, "something else")
