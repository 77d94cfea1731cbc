"""What would make the first call slow, done while nobody waits yet.

The SDK imports `jsonschema`, with all that it checks formats with, when the first result comes. It
is a second that a person sees; after the start it mostly passes unnoticed.
"""

import asyncio
import threading
from importlib import import_module

LONGEST = 20.0
"""Seconds; more than any import takes."""

_begun, _done = threading.Event(), threading.Event()


def warm_up() -> None:
    """Import it in a thread, once."""
    if not _begun.is_set():
        _begun.set()
        threading.Thread(target=_import, name="itsupport warm-up", daemon=True).start()


async def warmed_up() -> None:
    """Wait for the rest of it: no call should lose its own time to an import."""
    if _begun.is_set() and not _done.is_set():
        await asyncio.to_thread(_done.wait, LONGEST)


def _import() -> None:
    try:
        import_module("jsonschema.validators")
    finally:
        _done.set()
