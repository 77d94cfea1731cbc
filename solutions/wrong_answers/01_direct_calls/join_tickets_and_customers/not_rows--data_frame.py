import pandas as pd

from itsupport.domains.customers import lookup_customer
from itsupport.domains.tickets import search_tickets


def tickets_with_company(priority):
    tickets = pd.DataFrame(search_tickets(priority=priority, limit=50)["tickets"])
    companies = pd.DataFrame(lookup_customer()["customers"])
    joined = tickets.merge(companies, on="customer_id")
    return joined[["ticket_id", "subject", "company_name"]]
