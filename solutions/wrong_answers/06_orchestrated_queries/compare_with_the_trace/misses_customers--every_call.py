import json


def agrees(rows, answer):
    found = set(ids_in(json.dumps([call.result for call in answer.calls])))
    return found == {row["customer_id"] for row in rows}
