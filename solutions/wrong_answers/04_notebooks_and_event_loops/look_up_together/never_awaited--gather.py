import asyncio


async def look_up_together(look_up, ticket_ids):
    return asyncio.gather(*map(look_up, ticket_ids), return_exceptions=True)
