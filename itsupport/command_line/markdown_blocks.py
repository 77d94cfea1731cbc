"""Where Markdown that is still arriving can be cut: what stands before no longer changes."""

from markdown_it import MarkdownIt


def finished_part(text: str) -> str:
    """The blocks that are complete: all but the last, since a table or a list may still grow."""
    if "\n" not in text:
        return ""
    blocks = [
        token.map[0]
        for token in MarkdownIt().enable("table").parse(text)
        if token.level == 0 and token.map and token.nesting >= 0
    ]
    lines = text.splitlines(keepends=True)
    return "".join(lines[: blocks[-1]]) if blocks else ""
