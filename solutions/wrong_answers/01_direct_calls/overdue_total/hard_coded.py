from decimal import Decimal

from itsupport.domains.billing import check_payment_status


def overdue_by_customer(invoices):
    amounts = {}
    for invoice in check_payment_status(status="overdue")["invoices"]:
        customer = invoice["customer_id"]
        balance = Decimal(str(invoice["balance"]))
        amounts[customer] = amounts.get(customer, Decimal()) + balance
    return amounts
