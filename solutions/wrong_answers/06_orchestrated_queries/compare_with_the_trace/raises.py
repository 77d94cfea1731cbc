def agrees(rows, answer):
    found = {
        customer["customer_id"]
        for call in answer.calls
        if call.tool == "lookup_customer"
        for customer in call.result["customers"]
    }
    return found == {row["customer_id"] for row in rows}
