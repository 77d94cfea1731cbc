"""Added records in the memory of one process; they are gone when it ends."""

from collections.abc import Callable
from copy import deepcopy
from threading import Lock
from typing import Any


class MemoryStore:
    """Safe to use from several threads."""

    def __init__(self) -> None:
        self._kinds: dict[str, dict[str, dict[str, Any]]] = {}
        self._one_at_a_time = Lock()

    def added(self, kind: str) -> list[dict[str, Any]]:
        """Copies, in the order in which they came."""
        with self._one_at_a_time:
            return deepcopy(list(self._kinds.get(kind, {}).values()))

    def add(self, kind: str, once: str, make: Callable[[int], dict[str, Any]]) -> dict[str, Any]:
        """The record under `once`; made and stored when there is none."""
        with self._one_at_a_time:
            known = self._kinds.setdefault(kind, {})
            if once not in known:
                known[once] = deepcopy(make(len(known) + 1))
            return deepcopy(known[once])

    def forget(self) -> None:
        """Remove everything."""
        with self._one_at_a_time:
            self._kinds.clear()
