from itsupport.domains.customers import check_customer_status
from itsupport.domains.tickets import get_ticket_details


def account_managers(desk, ticket_ids):
    managers = {}
    for ticket_id in ticket_ids:
        try:
            ticket = get_ticket_details(ticket_id)
        except SupportError:
            managers[ticket_id] = None
            continue
        managers[ticket_id] = check_customer_status(ticket["customer_id"])["account_manager"]
    return managers
