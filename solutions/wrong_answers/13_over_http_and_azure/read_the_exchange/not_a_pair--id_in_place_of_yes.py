def what_happened(exchange):
    answer = exchange.answer
    in_session = exchange.request_headers.get("mcp-session-id")
    if answer is None:
        return "taken", in_session
    if "jsonrpc" not in answer:
        return "refused", in_session
    if "error" in answer:
        return "protocol error", in_session
    return "tool error" if answer["result"].get("isError") else "result", in_session
