def account_managers(desk, ticket_ids):
    managers = {}
    for ticket_id in ticket_ids:
        try:
            ticket = desk.call_tool("get_ticket_details", {"ticket_id": ticket_id})
        except SupportError:
            continue
        customer = {"customer_id": ticket["customer_id"]}
        standing = desk.call_tool("check_customer_status", customer)
        managers[ticket_id] = standing["account_manager"]
    return managers
