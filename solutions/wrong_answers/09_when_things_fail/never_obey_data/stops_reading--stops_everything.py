def may_call(call, results, ask):
    return False
