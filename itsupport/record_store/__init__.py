"""Records that are added while the desk is at work, such as a ticket that a user has just written.

They stay in the memory of this process, or, when `ITSUPPORT_DATABASE` holds a database's URL, in
that database, which several processes may share. What this leaves out: any meaning of a record.
"""

from collections.abc import Callable
from typing import Any

from itsupport.record_store.memory import MemoryStore

StoredRecord = dict[str, Any]

_memory = MemoryStore()


def added(kind: str) -> list[StoredRecord]:
    """Copies of all records of one kind, such as "tickets", in the order in which they came."""
    return _memory.added(kind)


def add(kind: str, once: str, make: Callable[[int], StoredRecord]) -> StoredRecord:
    """Store what `make` returns and return it, or return what was stored under `once` before.

    `once` says which request this is: the same request, sent again, adds nothing. `make` gets the
    number of the new record: 1 for the first of its kind, then 2, without a gap; it may raise, and
    then nothing is stored. It must be quick and must not come back here.
    """
    return _memory.add(kind, once, make)


def forget() -> None:
    """Remove everything that was added, as at a new start."""
    _memory.forget()
