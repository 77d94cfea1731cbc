import json


def read_trace(answer):
    results = json.dumps([call.result for call in answer.calls])
    return {
        "rounds": answer.rounds,
        "failed": [call for call in answer.calls if call.error],
        "unfounded": sorted(set(ids_in(answer.text)) - set(ids_in(results))),
    }
