import asyncio
import threading


def call_from_anywhere(work):
    results = []
    threading.Thread(target=lambda: results.append(asyncio.run(work))).start()
    return results
