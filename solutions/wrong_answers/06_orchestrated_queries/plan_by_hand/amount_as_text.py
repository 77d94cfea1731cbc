from collections import Counter
from decimal import Decimal


def urgent_tickets(call_tool):
    searches = [{"priority": priority, "limit": 50} for priority in ("high", "critical")]
    found = [call_tool("search_tickets", search)["tickets"] for search in searches]
    return Counter(ticket["customer_id"] for tickets in found for ticket in tickets)


def overdue_amounts(call_tool):
    amounts = {}
    for invoice in call_tool("check_payment_status", {"status": "overdue"})["invoices"]:
        before = amounts.get(invoice["customer_id"], Decimal(0))
        amounts[invoice["customer_id"]] = before + Decimal(str(invoice["balance"]))
    return amounts


def plan(call_tool):
    tickets, amounts = urgent_tickets(call_tool), overdue_amounts(call_tool)
    rows = []
    for customer_id in sorted(tickets.keys() & amounts.keys()):
        [customer] = call_tool("lookup_customer", {"customer_id": customer_id})["customers"]
        row = {"customer_id": customer_id, "company_name": customer["company_name"]}
        row |= {"tickets": tickets[customer_id], "overdue": str(amounts[customer_id])}
        rows.append(row)
    return rows
