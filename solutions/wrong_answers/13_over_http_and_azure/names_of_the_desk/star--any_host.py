hosts = ["*"]
origins = ["https://portal.example.com:8443"]
