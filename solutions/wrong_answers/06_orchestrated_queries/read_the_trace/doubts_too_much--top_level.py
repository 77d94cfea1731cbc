def read_trace(answer):
    values = [value for call in answer.calls for value in (call.result or {}).values()]
    results = " ".join(value for value in values if isinstance(value, str))
    return {
        "rounds": answer.rounds,
        "failed": [call.tool for call in answer.calls if call.error],
        "unfounded": sorted(set(ids_in(answer.text)) - set(ids_in(results))),
    }
