def agrees(rows, answer):
    found = set()
    for call in answer.calls:
        if call.tool == "lookup_customer":
            found.add(call.arguments.get("customer_id"))
        if call.tool == "lookup_customer" and call.result:
            found |= {customer["customer_id"] for customer in call.result["customers"]}
    return found - {None} == {row["customer_id"] for row in rows}
