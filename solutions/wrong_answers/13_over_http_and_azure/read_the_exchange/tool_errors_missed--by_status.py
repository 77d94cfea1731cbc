def what_happened(exchange):
    in_session = "mcp-session-id" in exchange.request_headers
    words = {200: "result", 202: "taken", 400: "protocol error", 421: "refused", 403: "refused"}
    return words.get(exchange.status, "protocol error"), in_session
