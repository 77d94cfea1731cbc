from itsupport.errors import SupportError


async def look_up_together(look_up, ticket_ids):
    results = []
    for ticket_id in ticket_ids:
        try:
            results.append(await look_up(ticket_id))
        except SupportError as problem:
            results.append(problem)
    return results
