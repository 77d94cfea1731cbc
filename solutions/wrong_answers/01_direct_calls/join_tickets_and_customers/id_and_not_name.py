from itsupport.domains.tickets import search_tickets


def tickets_with_company(priority):
    return [
        {
            "ticket_id": ticket["ticket_id"],
            "subject": ticket["subject"],
            "company_name": ticket["customer_id"],
        }
        for ticket in search_tickets(priority=priority, limit=50)["tickets"]
    ]
