def what_happened(exchange):
    in_session = "mcp-session-id" in exchange.request_headers
    if exchange.answer is None:
        return "taken", in_session
    if "jsonrpc" not in exchange.answer:
        return "refused", in_session
    return "protocol error" if "error" in exchange.answer else "result", in_session
