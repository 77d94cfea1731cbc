hosts = ["desk.example.org", "watch.internal:8443", "watch.internal:443"]
origins = ["https://portal.example.com:8443"]
