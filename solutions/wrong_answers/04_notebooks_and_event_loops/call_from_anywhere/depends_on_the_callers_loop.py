import asyncio


def call_from_anywhere(work):
    return asyncio.run(work)
