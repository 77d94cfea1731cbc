from decimal import Decimal


def overdue_by_customer(invoices):
    amounts = {}
    for invoice in invoices:
        customer = invoice["customer_id"]
        balance = Decimal(str(invoice["balance"]))
        if balance:
            amounts[customer] = amounts.get(customer, Decimal()) + balance
    return amounts
