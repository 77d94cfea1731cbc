import json


def read_trace(answer):
    results = json.dumps([call.result for call in answer.calls])
    failed = [call.tool for call in answer.calls if call.error]
    return answer.rounds, failed, sorted(set(ids_in(answer.text)) - set(ids_in(results)))
