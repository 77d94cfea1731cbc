def account_managers(desk, ticket_ids):
    managers = {}
    for ticket_id in ticket_ids:
        try:
            ticket = desk.call_tool("get_ticket_details", {"ticket_id": ticket_id})
            managers[ticket_id] = ticket["assigned_to"]
        except SupportError:
            managers[ticket_id] = None
    return managers
