"""Which cell made which chat: running a cell again must leave nothing of the run before.

The chat of the earlier run would otherwise live on unseen, with its thread and its servers,
because the notebook keeps every result that it has shown.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from itsupport.notebook.chat.chat import Chat

_made: dict[str, tuple[int, list["Chat"]]] = {}
"""Cell id → in which execution, and the chats that were made in it."""


def replaced_by(chat: "Chat") -> list["Chat"]:
    """The open chats of an earlier run of the cell that makes `chat` now; none in a script."""
    where = _this_cell()
    if where is None:
        return []
    cell, execution = where
    before, chats = _made.get(cell, (execution, []))
    if before == execution:
        _made[cell] = execution, [*chats, chat]
        return []
    _made[cell] = execution, [chat]
    return [earlier for earlier in chats if not earlier.closed]


def _this_cell() -> tuple[str, int] | None:
    """The id that JupyterLab, VS Code and nbclient send with a cell, and its execution's number."""
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    if shell is None or not hasattr(shell, "get_parent"):
        return None
    metadata = shell.get_parent().get("metadata") or {}
    cell = metadata.get("cellId") or metadata.get("cell_id")
    return (str(cell), shell.execution_count) if cell else None
