"""Words of others inside Markdown: nothing in them can break out, run, or be fetched.

An answer keeps its own Markdown. HTML in it is shown as text. An image becomes a link, for fetching
it would tell its owner what was asked. Dollar signs stay amounts: notebooks would make a formula of
what stands between two. Code stays as it is.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_CODE_OR_MARK = re.compile(
    r"\\[!-/:-@\[-`{-~]"  # a mark that is escaped already
    r"|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|`+"  # code, or backticks that open none
    r"|<https?://[^\s<>]*>"  # an address, which is only followed by who clicks on it
    r"|(?P<mark><(?=[A-Za-z/!?])|!(?=\[)|\$|(?<=\\begin)\{|(?<=\\\\)[(\[])",
    re.DOTALL,
)
_HARMLESS = {"<": "&lt;", "!": r"\!", "$": r"\$", "{": "&#123;", "(": "&#40;", "[": "&#91;"}
_CODE = {"fence", "code_block"}
_HARMFUL = {"html_block", "html_inline", "image"}


def inline(text: str) -> str:
    """Text that stays on its line and cannot start Markdown or HTML of its own."""
    flat = " ".join(text.split())
    return flat.translate({ord(mark): f"\\{mark}" for mark in r"\`*_[]<>|#$"})


def code(text: str) -> str:
    """Text as a code span, whatever backticks are in it."""
    flat = " ".join(text.split())
    ticks = "`" * (1 + max(map(len, re.findall("`+", flat)), default=0))
    pad = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{ticks}{pad}{flat}{pad}{ticks}"


def contained(text: str) -> str:
    """An answer's Markdown, made harmless; a code block that it leaves open ends with it."""
    told = re.sub(r"\r\n?", "\n", text.strip())
    blocks = _parser(html=False).parse(told)
    harmless = "\n".join(_harmless_parts(told.split("\n"), blocks))
    if _has_harmful(_parser(html=True).parse(harmless)):  # written to be read in two ways
        harmless = told.replace("<", "&lt;").replace("![", "!&#91;").replace("$", "&#36;")
    return harmless + _end_of_open_fence(harmless)


def _harmless_parts(lines: Sequence[str], blocks: "Sequence[Token]") -> Iterator[str]:
    """Blocks of code as they are, the rest made harmless: code may span lines of one paragraph."""
    ends = {b.map[0]: (b.map[1], b.type in _CODE) for b in blocks if _holds_text(b) and b.map}
    place = 0
    while place < len(lines):
        end, is_code = ends.get(place, (place + 1, False))
        part = "\n".join(lines[place:end])
        yield part if is_code else _CODE_OR_MARK.sub(_harmless_mark, part)
        place = max(end, place + 1)


def _holds_text(block: "Token") -> bool:
    return block.type in _CODE or block.type == "inline"


def _harmless_mark(found: re.Match[str]) -> str:
    return _HARMLESS[found["mark"]] if found["mark"] else found[0]


def _has_harmful(tokens: "Sequence[Token]") -> bool:
    return any(one.type in _HARMFUL or _has_harmful(one.children or ()) for one in tokens)


def _end_of_open_fence(text: str) -> str:
    """What closes the last block. One in a list or a quotation ends with that."""
    last = next(reversed(_parser(html=True).parse(text)), None)
    if last is None or last.type != "fence" or last.map is None:
        return ""
    *before, end = text.split("\n")
    closing = rf" {{0,3}}{last.markup[0]}{{{len(last.markup)},}}[ \t]*"
    if len(before) > last.map[0] and re.fullmatch(closing, end):
        return ""
    return f"\n{last.markup}"


@cache
def _parser(*, html: bool) -> "MarkdownIt":
    from markdown_it import MarkdownIt  # loaded when somebody looks

    return MarkdownIt("commonmark", {"html": html}).enable(["table", "strikethrough"])
