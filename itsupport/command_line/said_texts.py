"""The three kinds of text that a command says, and how the plain one folds in a narrow terminal."""

import re
import textwrap


class MarkdownText(str):
    """Text to be drawn as Markdown."""

    __slots__ = ()


class Verbatim(str):
    """Text to be copied, such as JSON: its lines are never broken by us."""

    __slots__ = ()


def folded(text: str, width: int) -> str:
    """Plain text in lines of at most `width` letters; a second column stays a column."""
    return "\n".join(_folded_line(line, width) for line in text.splitlines())


def _folded_line(line: str, width: int) -> str:
    if len(line) <= width:
        return line
    first = re.match(r"\S.*?\s{2,}(?=\S)", line)
    indent = len(first[0]) if first and len(first[0]) <= width // 2 else 4
    return textwrap.fill(
        line,
        width,
        subsequent_indent=" " * indent,
        break_long_words=False,  # the name of a file can then be copied
        break_on_hyphens=False,
    )
