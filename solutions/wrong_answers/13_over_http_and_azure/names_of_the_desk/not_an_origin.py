hosts = ["desk.example.org", "watch.internal:8443"]
origins = ["portal.example.com:8443"]
