"""What would make the first call slow, done while nobody waits yet.

The SDK imports `jsonschema`, with all that it checks formats with, when the first result comes. It
is half a second that a person sees; after the start it passes unnoticed.
"""

import threading
from importlib import import_module


def warm_up() -> None:
    """Import it in a thread; a call that comes meanwhile waits for the rest of it."""
    threading.Thread(
        target=import_module, args=("jsonschema.validators",), name="itsupport warm-up", daemon=True
    ).start()
