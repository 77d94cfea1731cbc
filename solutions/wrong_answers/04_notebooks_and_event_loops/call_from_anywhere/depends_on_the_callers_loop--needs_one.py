import asyncio


def call_from_anywhere(work):
    return asyncio.get_event_loop().run_until_complete(work)
