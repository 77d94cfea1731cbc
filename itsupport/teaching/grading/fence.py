"""A fence inside the judging process: no writing outside its folder, no ending of other programs.

It holds accidents and simple mischief. It does not hold what is written to get round it: programs
that an answer starts, C code (ctypes), and what Python does not announce, such as `os.mkfifo`, a
database that is attached to another, and opening a name below a folder's descriptor.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import unquote, urlsplit

import psutil

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES: dict[str, dict[int, int | None]] = {
    "os.chmod": {0: 2},
    "os.chown": {0: 3},
    "os.link": {0: 2, 1: 3},
    "os.mkdir": {0: 2},
    "os.remove": {0: 1},
    "os.rename": {0: 2, 1: 3},
    "os.rmdir": {0: 1},
    "os.symlink": {1: 2},
    "os.truncate": {0: None},
    "os.utime": {0: 3},
    "shutil.rmtree": {0: 1},
}
"""What Python announces before it changes a file: which of its arguments are paths, and which of
them is the descriptor of the folder that this path starts from (-1 or None for the current one)."""


def fence_in(folder: str) -> None:
    """From now on and for ever, this process keeps to the folder. Raises `PermissionError`."""
    refuse_path = _path_rule(os.path.realpath(folder))

    def look(event: str, given: tuple[Any, ...]) -> None:
        if event == "open":
            if _writes(*given):
                refuse_path(given[0])
        elif event in CHANGES:
            for place, start in CHANGES[event].items():
                refuse_path(given[place], None if start is None else given[start])
        elif event == "sqlite3.connect":
            refuse_path(_database(given[0]))
        elif event in {"os.kill", "os.killpg"} and given[1] != 0:
            _refuse_stranger(given[0])

    sys.addaudithook(look)


def _writes(path: Any, _mode: Any, flags: Any) -> bool:
    """A folder's descriptor counts: whoever has it can write below it."""
    if not isinstance(flags, int) or isinstance(path, int) or path is None:
        return False
    return bool(flags & WRITING) or os.path.isdir(path)


def _database(name: Any) -> Any:
    """The file of a database, None for one in memory."""
    path = os.fsdecode(name)
    address = urlsplit(path) if path.startswith("file:") else None
    if address and ("mode=ro" in address.query or "mode=memory" in address.query):
        return None
    path = unquote(address.path) if address else path
    return None if path in {"", ":memory:"} else path


def _path_rule(root: str) -> Callable[..., None]:
    allowed = (root + os.sep, "/dev/", "\\\\.\\")

    def refuse(path: Any, start: int | None = None) -> None:
        if isinstance(path, int) or path is None:
            return
        real = os.path.realpath(os.path.join(_place(start), os.fsdecode(path)))
        if not (real + os.sep).startswith(allowed) and os.path.basename(real).lower() != "nul":
            raise PermissionError(f"an answer must not change {os.fsdecode(path)}")

    return refuse


def _place(descriptor: int | None) -> str:
    """The folder that a descriptor is of, where the system tells; else the current one."""
    if descriptor is not None and descriptor >= 0:
        with suppress(OSError):
            return os.readlink(f"/proc/self/fd/{descriptor}")
    return ""


def _refuse_stranger(pid: int) -> None:
    """Its own processes it may end, and those that it started."""
    try:
        parents = psutil.Process(pid).parents() if pid > 1 else []
    except psutil.NoSuchProcess:
        return
    own = os.getpid()
    if pid not in {0, own} and own not in [process.pid for process in parents]:
        raise PermissionError("an answer must not end programs that it did not start")
