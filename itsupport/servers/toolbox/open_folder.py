"""A folder that is opened once, and what can be done in it without following a link.

A path is looked up anew each time it is used, so whoever can write nearby may swap a part of it
between a check and its use. An open folder stays the same. Where the system cannot open files in
an open folder (Windows), paths are used, and a file is looked at before and after it is opened.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

IN_FOLDER = os.open in os.supports_dir_fd

NO_LINKS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
NO_WAITING = getattr(os, "O_NONBLOCK", 0)
"""A pipe planted in the folder would hold up its reader for ever."""

REPARSE_POINT = 0x400
"""How Windows marks links of all sorts, its own junctions among them."""


def is_plain(status: os.stat_result) -> bool:
    """A regular file with one name only: no link, no folder, no pipe, no device."""
    marked = getattr(status, "st_file_attributes", 0) & REPARSE_POINT
    return stat.S_ISREG(status.st_mode) and status.st_nlink == 1 and not marked


@contextmanager
def opened(path: Path) -> Iterator["OpenFolder"]:
    """The folder, made for this user alone when there is none. Raises `OSError`."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not IN_FOLDER:
        yield OpenFolder(path, None)
        return
    handle = os.open(path.resolve(), os.O_RDONLY | os.O_DIRECTORY | NO_LINKS)
    try:
        yield OpenFolder(path, handle)
    finally:
        os.close(handle)


class OpenFolder:
    """`names` of files, which must be checked before they come here, are names and never paths."""

    def __init__(self, path: Path, handle: int | None) -> None:
        self._path, self._handle = path, handle

    def names(self) -> list[str]:
        """Everything that lies in the folder."""
        return sorted(os.listdir(self._path if self._handle is None else self._handle))

    def look(self, name: str) -> os.stat_result:
        """What lies under this name; a link is the link itself."""
        return os.stat(self._at(name), dir_fd=self._handle, follow_symlinks=False)

    def read(self, name: str, most: int) -> bytes | None:
        """At most so many bytes of a plain file; None for anything else."""
        before = self.look(name)
        if not is_plain(before):
            return None
        with os.fdopen(self._open(name, os.O_RDONLY | NO_WAITING), "rb") as file:
            now = os.fstat(file.fileno())
            if is_plain(now) and os.path.samestat(before, now):
                return file.read(most)
        return None

    def claim(self, name: str) -> None:
        """Make an empty file. Of two who try, one gets `FileExistsError`."""
        os.close(self._open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL))

    def replace(self, name: str, beside: str, content: bytes) -> None:
        """Write under another name, then rename: a reader sees the old text or the new one."""
        try:
            handle = self._open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            self._rename(beside, name)
        except BaseException:
            self.remove(beside)
            raise

    def remove(self, name: str) -> None:
        """Take the name away, if it is there."""
        with suppress(OSError):
            os.unlink(self._at(name), dir_fd=self._handle)

    def _at(self, name: str) -> str:
        return name if self._handle is not None else str(self._path / name)

    def _open(self, name: str, flags: int) -> int:
        return os.open(self._at(name), flags | NO_LINKS, 0o600, dir_fd=self._handle)

    def _rename(self, old: str, new: str) -> None:
        if self._handle is None:
            os.replace(self._at(old), self._at(new))
        else:
            os.rename(old, new, src_dir_fd=self._handle, dst_dir_fd=self._handle)
