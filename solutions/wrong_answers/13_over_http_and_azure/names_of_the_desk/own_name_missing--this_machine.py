hosts = ["127.0.0.1", "localhost", "watch.internal:8443"]
origins = ["https://portal.example.com:8443"]
