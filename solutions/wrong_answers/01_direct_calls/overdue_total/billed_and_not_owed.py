from decimal import Decimal


def overdue_by_customer(invoices):
    amounts = {}
    for invoice in invoices:
        if invoice["status"] == "overdue":
            customer = invoice["customer_id"]
            total = Decimal(str(invoice["total"]))
            amounts[customer] = amounts.get(customer, Decimal()) + total
    return amounts
