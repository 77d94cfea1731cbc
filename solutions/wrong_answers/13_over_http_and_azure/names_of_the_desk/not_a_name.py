hosts = ["desk.example.org/tickets/mcp", "watch.internal:8443"]
origins = ["https://portal.example.com:8443"]
