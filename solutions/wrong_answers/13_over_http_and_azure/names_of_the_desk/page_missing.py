hosts = ["desk.example.org", "watch.internal:8443"]
origins = []
