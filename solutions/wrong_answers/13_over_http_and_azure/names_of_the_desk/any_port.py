hosts = ["desk.example.org", "watch.internal"]
origins = ["https://portal.example.com:8443"]
