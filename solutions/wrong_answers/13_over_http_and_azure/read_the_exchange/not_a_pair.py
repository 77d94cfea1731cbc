def what_happened(exchange):
    answer = exchange.answer
    return "result" if answer and "result" in answer else "failed"
