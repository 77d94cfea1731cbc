"""A text encoding that hands on whole lines only, and no line without end.

The SDK's stdio client glues what it reads to what it has until a newline comes: a long line takes
time that grows with its square, and an endless one takes all memory. It reads through an encoding,
and this one is UTF-8 that keeps a line's pieces apart until the line is whole. What to do with a
server that sends an endless line is elsewhere; here it becomes the line `ENDLESS`, which is no MCP.
"""

import codecs
from typing import Any

WHOLE_LINES = "utf_8_in_whole_lines"
"""The encoding's name, once `register` was called."""

LONGEST_LINE = 64 * 1024 * 1024
"""Bytes. Far more than any model can read, and memory that a notebook can spare."""

ENDLESS = f"(a line of more than {LONGEST_LINE // 1024 // 1024} MB)"


class _WholeLines(codecs.IncrementalDecoder):
    def __init__(self, errors: str = "strict") -> None:
        super().__init__(errors)
        self._pieces: list[bytes] = []
        self._size = 0

    def decode(self, data: Any, final: bool = False) -> str:  # noqa: ARG002
        end = bytes(data).rfind(b"\n") + 1
        if not end:
            return self._keep(data)
        lines = b"".join([*self._pieces, data[:end]])
        self._pieces, self._size = [], 0
        return lines.decode("utf-8", self.errors) + self._keep(data[end:])

    def _keep(self, piece: bytes) -> str:
        self._size += len(piece)
        if self._size <= LONGEST_LINE:
            self._pieces.append(piece)
            return ""
        is_news, self._pieces = bool(self._pieces), []
        return f"{ENDLESS}\n" if is_news else ""


def register() -> None:
    """Make the encoding known to Python. Doing it twice does no harm."""
    try:
        codecs.lookup(WHOLE_LINES)
    except LookupError:
        codecs.register(_search)


def _search(name: str) -> codecs.CodecInfo | None:
    if name != WHOLE_LINES:
        return None
    return codecs.CodecInfo(
        name=WHOLE_LINES,
        encode=codecs.utf_8_encode,
        decode=codecs.utf_8_decode,
        incrementaldecoder=_WholeLines,
    )
