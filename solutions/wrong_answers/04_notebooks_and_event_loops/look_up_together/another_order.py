import asyncio

from itsupport.errors import SupportError


async def look_up_together(look_up, ticket_ids):
    results = []
    for ready in asyncio.as_completed([look_up(ticket_id) for ticket_id in ticket_ids]):
        try:
            results.append(await ready)
        except SupportError as problem:
            results.append(problem)
    return results
