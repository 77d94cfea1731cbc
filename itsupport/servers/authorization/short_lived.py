"""A dictionary whose entries expire, and which never holds more than a fixed number of them.

Whoever knows the address of a sign-in page can begin as many sign-ins as they like.
"""

import time
from typing import Generic, TypeVar

Value = TypeVar("Value")

KEPT_ENTRIES = 10_000


class ShortLived(Generic[Value]):
    """Entries are found for `seconds` after they were put in; the oldest go first."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._entries: dict[str, tuple[float, Value]] = {}

    def put(self, key: str, value: Value) -> None:
        """Keep a value under a new key."""
        now = time.monotonic()
        while self._entries and (len(self._entries) >= KEPT_ENTRIES or self._oldest() <= now):
            del self._entries[next(iter(self._entries))]
        self._entries[key] = (now + self._seconds, value)

    def get(self, key: str) -> Value | None:
        """The value, while it lives."""
        expires, value = self._entries.get(key, (0.0, None))
        return value if expires > time.monotonic() else None

    def drop(self, key: str) -> None:
        """Forget a key, known or not."""
        self._entries.pop(key, None)

    def _oldest(self) -> float:
        return next(iter(self._entries.values()))[0]
