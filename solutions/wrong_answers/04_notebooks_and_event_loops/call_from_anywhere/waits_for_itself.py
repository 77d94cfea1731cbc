import asyncio


def call_from_anywhere(work):
    loop = asyncio.get_running_loop()
    return asyncio.run_coroutine_threadsafe(work, loop).result(timeout=1)
