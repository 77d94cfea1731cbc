def account_managers(desk, ticket_ids):
    managers = {}
    for ticket_id in ticket_ids:
        try:
            standing = desk.call_tool("check_customer_status", {"customer_id": ticket_id})
        except SupportError as problem:
            standing = problem.envelope
        managers[ticket_id] = standing["account_manager"]
    return managers
