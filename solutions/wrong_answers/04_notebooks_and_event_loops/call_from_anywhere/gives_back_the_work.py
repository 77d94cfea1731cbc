async def call_from_anywhere(work):
    return await work
