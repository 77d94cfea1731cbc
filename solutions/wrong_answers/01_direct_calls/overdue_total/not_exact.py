def overdue_by_customer(invoices):
    amounts = {}
    for invoice in invoices:
        if invoice["status"] == "overdue":
            customer = invoice["customer_id"]
            balance = invoice["balance"]
            amounts[customer] = amounts.get(customer, 0.0) + balance
    return amounts
