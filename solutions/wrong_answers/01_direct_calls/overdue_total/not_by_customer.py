from decimal import Decimal


def overdue_by_customer(invoices):
    late = [invoice for invoice in invoices if invoice["status"] == "overdue"]
    return sum(Decimal(str(invoice["balance"])) for invoice in late)
