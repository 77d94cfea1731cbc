def may_call(call, results, ask):
    return call.read_only
