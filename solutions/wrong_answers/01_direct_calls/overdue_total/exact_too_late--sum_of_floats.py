from decimal import Decimal


def overdue_by_customer(invoices):
    amounts = {}
    for invoice in invoices:
        if invoice["status"] == "overdue":
            customer = invoice["customer_id"]
            balance = invoice["balance"]
            amounts[customer] = amounts.get(customer, 0.0) + balance
    return {customer: Decimal(str(amount)) for customer, amount in amounts.items()}
