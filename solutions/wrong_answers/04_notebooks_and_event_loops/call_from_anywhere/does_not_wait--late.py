import asyncio
import threading
import time


def call_from_anywhere(work):
    results = []

    def later():
        time.sleep(0.3)
        results.append(asyncio.run(work))

    threading.Thread(target=later).start()
    return results
