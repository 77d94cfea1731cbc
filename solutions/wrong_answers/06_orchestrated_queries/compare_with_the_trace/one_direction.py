def agrees(rows, answer):
    found = {
        customer["customer_id"]
        for call in answer.calls
        if call.tool == "lookup_customer" and call.result
        for customer in call.result["customers"]
    }
    return all(row["customer_id"] in found for row in rows)
