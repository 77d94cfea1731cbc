"""An answer's Markdown as `rich` draws it, free of control characters, its tables readable."""

from itertools import chain
from typing import ClassVar

from markdown_it.token import Token
from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import Markdown, MarkdownElement, TableElement
from rich.measure import Measurement
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from itsupport.command_line.terminal import harmless


class WholeWords(TableElement):
    """A table whose words stay whole; where that is too wide, its rows as lists of fields."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The table as `rich` makes it, with other rules for what does not fit."""
        for part in super().__rich_console__(console, options):
            if not isinstance(part, Table):
                yield part
            elif Measurement.get(console, options.update(max_width=10_000), part).minimum > (
                options.max_width
            ):
                yield from self._as_fields()
            else:
                for column in part.columns:
                    column.overflow = "fold"
                    column.no_wrap = column is part.columns[0]
                yield part

    def _as_fields(self) -> RenderResult:
        header = self.header.row if self.header else None
        heads = [cell.content for cell in header.cells] if header else []
        for row in self.body.rows if self.body else []:
            yield Text()
            for place, (head, cell) in enumerate(zip(heads, row.cells, strict=False)):
                indent = "  " if place else ""
                yield Text.assemble(indent, head.copy(), ": ", cell.content.copy(), overflow="fold")


class AnswerMarkdown(Markdown):
    """Markdown from a model or a server. Links show where they lead."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = Markdown.elements | {
        "table_open": WholeWords
    }

    def __init__(self, text: str) -> None:
        super().__init__(harmless(text), hyperlinks=False)
        _clean(self.parsed)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines as `rich` makes them, with one empty line wherever it leaves several."""
        begun = owed = False
        drawn = super().__rich_console__(console, options)
        parts = [[p] if isinstance(p, Segment) else console.render(p, options) for p in drawn]
        for line in Segment.split_lines(chain.from_iterable(parts)):
            if not _is_empty(line):
                yield from [Segment.line()] * (begun and owed)
                yield from [*line, Segment.line()]
                begun, owed = True, False
            else:
                owed = True


def _is_empty(line: list[Segment]) -> bool:
    """An empty line of a code block has a background, and is none."""
    return not any(part.text.strip() or (part.style and part.style.bgcolor) for part in line)


def _clean(tokens: list[Token]) -> None:
    """Once more after parsing: `&#x202e;` has become a control character only there."""
    for token in tokens:
        token.content = harmless(token.content)
        _clean(token.children or [])
