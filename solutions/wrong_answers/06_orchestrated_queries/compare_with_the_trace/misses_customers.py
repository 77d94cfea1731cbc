def agrees(rows, answer):
    found = {
        call.result["customers"][0]["customer_id"]
        for call in answer.calls
        if call.tool == "lookup_customer" and call.result
    }
    return found == {row["customer_id"] for row in rows}
