def read_trace(answer):
    return {
        "rounds": answer.rounds,
        "failed": [call.tool for call in answer.calls if call.error],
        "unfounded": [],
    }
