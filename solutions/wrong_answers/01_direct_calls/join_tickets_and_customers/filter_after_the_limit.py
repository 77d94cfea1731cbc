from itsupport.domains.customers import lookup_customer
from itsupport.domains.tickets import search_tickets


def tickets_with_company(priority):
    rows = []
    for ticket in search_tickets()["tickets"]:
        if ticket["priority"] == priority:
            customer = lookup_customer(customer_id=ticket["customer_id"])["customers"][0]
            rows.append(
                {
                    "ticket_id": ticket["ticket_id"],
                    "subject": ticket["subject"],
                    "company_name": customer["company_name"],
                }
            )
    return rows
