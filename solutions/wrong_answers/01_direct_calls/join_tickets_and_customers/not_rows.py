from itsupport.domains.customers import lookup_customer
from itsupport.domains.tickets import search_tickets


def tickets_with_company(priority):
    for ticket in search_tickets(priority=priority, limit=50)["tickets"]:
        customer = lookup_customer(customer_id=ticket["customer_id"])["customers"][0]
        print(ticket["ticket_id"], ticket["subject"], customer["company_name"])
