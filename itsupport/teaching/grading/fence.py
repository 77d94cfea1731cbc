"""A fence inside the judging process: no writing outside its folder, no ending of other programs.

It holds accidents and simple mischief. It does not hold what is written to get round it: programs
that an answer starts, and C code, are on the other side.
"""

import os
import sys
from collections.abc import Callable
from typing import Any

import psutil

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = {
    "os.chmod": (0,),
    "os.chown": (0,),
    "os.link": (1,),
    "os.mkdir": (0,),
    "os.remove": (0,),
    "os.rename": (0, 1),
    "os.rmdir": (0,),
    "os.symlink": (1,),
    "os.truncate": (0,),
    "os.utime": (0,),
    "shutil.rmtree": (0,),
}
"""What Python announces before it changes a file, and which of its arguments are paths."""


def fence_in(folder: str) -> None:
    """From now on and for ever, this process keeps to the folder. Raises `PermissionError`."""
    root = os.path.realpath(folder)
    refuse_path = _path_rule(root)

    def look(event: str, given: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(given[2], int) and given[2] & WRITING:
            refuse_path(given[0])
        elif event in CHANGES:
            for place in CHANGES[event]:
                refuse_path(given[place])
        elif event in {"os.kill", "os.killpg"} and given[1] != 0:
            _refuse_stranger(given[0])

    sys.addaudithook(look)


def _path_rule(root: str) -> Callable[[Any], None]:
    allowed = (root + os.sep, "/dev/", "\\\\.\\")

    def refuse(path: Any) -> None:
        if isinstance(path, int) or path is None:
            return
        real = os.path.realpath(os.fsdecode(path))
        if not (real + os.sep).startswith(allowed) and os.path.basename(real).lower() != "nul":
            raise PermissionError(f"an answer must not change {os.fsdecode(path)}")

    return refuse


def _refuse_stranger(pid: int) -> None:
    """Its own processes it may end, and those that it started."""
    try:
        parents = psutil.Process(pid).parents() if pid > 1 else []
    except psutil.NoSuchProcess:
        return
    own = os.getpid()
    if pid not in {0, own} and own not in [process.pid for process in parents]:
        raise PermissionError("an answer must not end programs that it did not start")
