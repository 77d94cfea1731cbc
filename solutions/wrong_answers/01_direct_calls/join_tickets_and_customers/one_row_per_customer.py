from itsupport.domains.customers import lookup_customer
from itsupport.domains.tickets import search_tickets


def tickets_with_company(priority):
    tickets = search_tickets(priority=priority, limit=50)["tickets"]
    by_customer = {ticket["customer_id"]: ticket for ticket in tickets}
    return [
        {
            "ticket_id": ticket["ticket_id"],
            "subject": ticket["subject"],
            "company_name": lookup_customer(customer_id=one)["customers"][0]["company_name"],
        }
        for one, ticket in by_customer.items()
    ]
