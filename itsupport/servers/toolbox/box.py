"""The box: one folder with texts in it, and no way to any file elsewhere.

Names are checked against what is allowed, sizes and counts are capped, links are not followed, and
a text is read as a whole or not at all: a name is taken with an empty file, which counts as none
until its text is there. This leaves out who may come in: everybody who reaches the server may read
and write all of it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from threading import Lock

from itsupport.errors import SupportError, did_you_mean
from itsupport.servers.toolbox.file_names import check_file_name, is_file_name
from itsupport.servers.toolbox.open_folder import OpenFolder, is_plain, opened
from itsupport.state_folder import state_folder

MAXIMUM_BYTES = 65_536
MAXIMUM_FILES = 50

_one_at_a_time = Lock()


def box_folder() -> Path:
    """The folder in `ITSUPPORT_TOOLBOX`, or one of our own; it may not exist yet."""
    chosen = os.environ.get("ITSUPPORT_TOOLBOX")
    if not chosen:
        return state_folder() / "toolbox"
    if not Path(chosen).is_absolute():
        raise SupportError(
            f"ITSUPPORT_TOOLBOX is {chosen!r}, which is not a whole path",
            "It would mean another folder wherever the server is started.",
            suggested_actions=["Write the path from its root on, or unset it."],
        )
    return Path(chosen)


def saved_names() -> list[str]:
    """The files in the box, by name; whatever else lies there is passed over."""
    with _box() as box:
        return _files(box)


def read(name: str) -> str:
    """The text of a file. Raises `SupportError` when there is none, or it is no plain text."""
    check_file_name(name)
    with _box() as box:
        try:
            content = box.read(name, MAXIMUM_BYTES + 1)
        except FileNotFoundError:
            raise _missing(name, _files(box)) from None
        except OSError:  # a link, where the system refuses to follow it
            content = None
        if content == b"":
            raise _missing(name, _files(box))
        return _as_text(name, content)


def save(name: str, text: str, *, overwrite: bool) -> bool:
    """Store a text; tells whether the file is new. Raises `SupportError` when it is not stored."""
    check_file_name(name)
    content = text.encode("utf-8")
    if not 0 < len(content) <= MAXIMUM_BYTES or "\0" in text:
        raise SupportError(
            "The text cannot be saved",
            f"A file holds from 1 to {MAXIMUM_BYTES:,} bytes and no NUL characters.",
            suggested_actions=["Save less, or several files."],
            retryable=True,
        )
    with _box() as box:
        new = _claim(box, name, overwrite)
        try:
            box.replace(name, f".{token_hex(8)}.part", content)
        except BaseException as problem:
            if new:
                box.remove(name)
            if isinstance(problem, OSError):
                raise _not_saved(name, problem) from None
            raise
        return new


@contextmanager
def _box() -> Iterator[OpenFolder]:
    """The open folder, for one thread at a time."""
    try:
        with _one_at_a_time, opened(box_folder()) as box:
            yield box
    except OSError as problem:
        raise SupportError(
            "The folder of the saved files cannot be used",
            f"{problem.strerror or type(problem).__name__}.",
            suggested_actions=["Set ITSUPPORT_TOOLBOX to a folder that may be written to."],
        ) from None


def _files(box: OpenFolder) -> list[str]:
    return [name for name in box.names() if is_file_name(name) and _is_saved(box.look(name))]


def _is_saved(status: os.stat_result) -> bool:
    return is_plain(status) and status.st_size > 0


def _claim(box: OpenFolder, name: str, overwrite: bool) -> bool:
    """Take the name, and tell whether nobody had it."""
    if name not in box.names() and len(_files(box)) >= MAXIMUM_FILES:
        raise SupportError(
            f"The box is full: it holds {MAXIMUM_FILES} files",
            suggested_actions=["Write over one that is there, with overwrite=true."],
        )
    try:
        box.claim(name)
    except FileExistsError:
        if overwrite:
            return False
        raise SupportError(
            f"There is a file called {name} already",
            "It, or one that is being written, is not written over unless that is asked for.",
            suggested_actions=["Choose another name, or call again with overwrite=true."],
            retryable=True,
        ) from None
    return True


def _as_text(name: str, content: bytes | None) -> str:
    try:
        if content and len(content) <= MAXIMUM_BYTES:
            return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    raise SupportError(
        f"{name} may not be read",
        f"It is not a plain UTF-8 text of at most {MAXIMUM_BYTES:,} bytes with one name: it may be"
        " a link to another file, for example.",
        suggested_actions=["Save the text itself with save_text_file."],
    )


def _missing(name: str, known: list[str]) -> SupportError:
    return SupportError(
        f"There is no file called {name}",
        f"Saved are {', '.join(known)}." if known else "Nothing has been saved yet.",
        suggested_actions=did_you_mean(name, known),
        retryable=True,
        follow_up_tools=["save_text_file"],
    )


def _not_saved(name: str, problem: OSError) -> SupportError:
    return SupportError(
        f"{name} could not be saved",
        f"{problem.strerror or type(problem).__name__}. What was there before is unchanged.",
        retryable=True,
    )
