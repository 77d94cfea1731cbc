async def look_up_together(look_up, ticket_ids):
    return [look_up(ticket_id) for ticket_id in ticket_ids]
