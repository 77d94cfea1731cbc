def what_happened(exchange):
    in_session = "mcp-session-id" in exchange.request_headers
    if exchange.answer is None:
        return "taken", in_session
    if exchange.status >= 400:
        return "refused", in_session
    return "tool error" if exchange.answer["result"].get("isError") else "result", in_session
