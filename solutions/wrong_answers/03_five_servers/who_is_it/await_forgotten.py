def account_managers(desk, ticket_ids):
    managers = {}
    for ticket_id in ticket_ids:
        managers[ticket_id] = desk.acall_tool("get_ticket_details", {"ticket_id": ticket_id})
    return managers
