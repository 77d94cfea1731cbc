from itsupport.domains.customers import lookup_customer
from itsupport.domains.tickets import search_tickets


def tickets_with_company(priority):
    names = {one["customer_id"]: one["company_name"] for one in lookup_customer()["customers"]}
    return [
        {
            "ticket_id": ticket["ticket_id"],
            "subject": ticket["subject"],
            "company_name": names[ticket["customer_id"]],
        }
        for ticket in search_tickets(priority="critical")["tickets"]
    ]
