def what_happened(exchange):
    in_session = "mcp-session-id" in exchange.request_headers
    answer = exchange.answer
    if "jsonrpc" not in answer:
        return "refused", in_session
    if "error" in answer:
        return "protocol error", in_session
    return "tool error" if answer["result"].get("isError") else "result", in_session
