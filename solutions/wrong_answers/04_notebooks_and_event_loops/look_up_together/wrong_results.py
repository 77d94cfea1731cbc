import asyncio


async def look_up_together(look_up, ticket_ids):
    found = await asyncio.gather(*map(look_up, ticket_ids), return_exceptions=True)
    return [ticket for ticket in found if isinstance(ticket, dict)]
