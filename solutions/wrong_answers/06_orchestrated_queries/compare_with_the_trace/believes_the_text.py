def agrees(rows, answer):
    failed = [call.arguments.get("customer_id") for call in answer.calls if call.error]
    found = {
        customer["customer_id"]
        for call in answer.calls
        if call.tool == "lookup_customer" and call.result
        for customer in call.result["customers"]
    }
    found |= {one for one in ids_in(answer.text) if one not in failed}
    return found == {row["customer_id"] for row in rows}
