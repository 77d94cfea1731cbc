hosts = ["desk.example.org"]
origins = ["https://portal.example.com:8443"]
