"""Which cell made what: running a cell again must leave nothing of the run before.

A chat of the earlier run would otherwise live on unseen, with its thread and its servers, because
the notebook keeps every result that it has shown; and a form would wait for nobody.
"""

from typing import Any, Protocol, TypeVar


class Closable(Protocol):
    """Something on a page that can be over."""

    @property
    def closed(self) -> bool: ...


Shown = TypeVar("Shown", bound=Closable)

_made: dict[tuple[str, type], tuple[str, list[Any]]] = {}
"""Cell id and kind → in which execution, and what was made in it."""


def replaced_by(new: Shown) -> list[Shown]:
    """What an earlier run of this cell made and is still open; nothing in a script."""
    where = _this_cell()
    if where is None:
        return []
    cell, execution = where
    before, made = _made.get((cell, type(new)), (execution, []))
    if before == execution:
        _made[cell, type(new)] = execution, [*(one for one in made if not one.closed), new]
        return []
    _made[cell, type(new)] = execution, [new]
    return [earlier for earlier in made if not earlier.closed]


def _this_cell() -> tuple[str, str] | None:
    """The id that JupyterLab, VS Code and nbclient send with a cell, and its execution's."""
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    if shell is None or not hasattr(shell, "get_parent"):
        return None
    parent = shell.get_parent()
    metadata = parent.get("metadata") or {}
    cell = metadata.get("cellId") or metadata.get("cell_id")
    return (str(cell), str((parent.get("header") or {}).get("msg_id"))) if cell else None
