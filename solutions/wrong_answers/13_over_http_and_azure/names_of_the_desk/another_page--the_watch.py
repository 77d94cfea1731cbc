hosts = ["desk.example.org", "watch.internal:8443"]
origins = ["https://portal.example.com:8443", "https://watch.internal:8443"]
