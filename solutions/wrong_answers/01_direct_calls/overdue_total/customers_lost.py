from decimal import Decimal


def overdue_by_customer(invoices):
    amounts = {}
    for invoice in invoices:
        if invoice["status"] == "overdue":
            customer = invoice["customer_id"]
            balance = Decimal(str(invoice["balance"]))
            amounts[customer] = amounts.get(customer, Decimal()) + balance
            return amounts
