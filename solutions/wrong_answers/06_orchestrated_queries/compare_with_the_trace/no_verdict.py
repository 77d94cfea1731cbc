def agrees(rows, answer):
    found = {
        customer["customer_id"]
        for call in answer.calls
        if call.tool == "lookup_customer" and call.result
        for customer in call.result["customers"]
    }
    print(found == {row["customer_id"] for row in rows})
