from itsupport.domains.customers import lookup_customer
from itsupport.domains.tickets import search_tickets


def tickets_with_company(priority):
    tickets = search_tickets(priority=priority, limit=50)["tickets"]
    rows = []
    for ticket, customer in zip(tickets, lookup_customer()["customers"]):
        rows.append(
            {
                "ticket_id": ticket["ticket_id"],
                "subject": ticket["subject"],
                "company_name": customer["company_name"],
            }
        )
    return rows
