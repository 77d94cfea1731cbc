import asyncio
import time


async def look_up_together(look_up, ticket_ids):
    tasks = [asyncio.create_task(look_up(ticket_id)) for ticket_id in ticket_ids]
    await asyncio.sleep(0)
    time.sleep(0.7)
    return await asyncio.gather(*tasks, return_exceptions=True)
