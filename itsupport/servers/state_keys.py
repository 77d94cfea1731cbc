"""The keys that several workers share, so that one can go on where another one asked.

Between two rounds of a call the client keeps what the server has to remember, sealed with a key.
Without this setting each process makes a key of its own at its start, which is right for one
process. A key is a secret: it is read from the environment or a file, and never written anywhere.
"""

import os
from pathlib import Path
from typing import Any

from mcp.server.mcpserver import RequestStateSecurity

from itsupport.errors import SupportError

KEYS = "ITSUPPORT_STATE_KEYS"
KEYS_FILE = "ITSUPPORT_STATE_KEYS_FILE"
SHORTEST = 32
_ADVICE = 'Make one: python -c "import secrets; print(secrets.token_hex(32))"'


def shared_state_keys() -> dict[str, Any]:
    """The setting for an `MCPServer`; empty when there are no shared keys.

    Keys are separated by spaces, commas or lines. The first one seals, all of them open: to change
    a key, first add the new one behind the old one everywhere, then put it in front.
    """
    if not (keys := _keys()):
        return {}
    short = [place for place, key in enumerate(keys, 1) if len(key.encode()) < SHORTEST]
    if short:
        raise SupportError(
            f"Key {short[0]} in {KEYS} is too short",
            f"A key has {SHORTEST} bytes or more.",
            suggested_actions=[_ADVICE],
        )
    return {"request_state_security": RequestStateSecurity(keys=keys)}


def _keys() -> list[str]:
    if not (path := os.environ.get(KEYS_FILE)):
        return os.environ.get(KEYS, "").replace(",", " ").split()
    try:
        keys = Path(path).read_text("utf-8-sig").replace(",", " ").split()
    except (OSError, UnicodeDecodeError):
        keys = []
    if not keys:  # a key of its own would hide the mistake until a second worker is asked
        raise SupportError(
            f"There is no key in the file that {KEYS_FILE} names",
            "It is missing, empty or not text.",
            suggested_actions=[_ADVICE],
        )
    return keys
