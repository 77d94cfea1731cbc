hosts = ["desk.example.org", "watch.internal:8443", "desk"]
origins = ["https://portal.example.com:8443"]
