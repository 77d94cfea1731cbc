"""An answer's Markdown as `rich` draws it, with tables that keep their ids whole."""

from typing import ClassVar

from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import Markdown, MarkdownElement, TableElement
from rich.table import Table

from itsupport.command_line.terminal import harmless


class WholeWords(TableElement):
    """A narrow terminal would cut `AST-WKS-003` to `AST-WKS-…`: the first column stays whole."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The table as `rich` makes it, with other rules for what does not fit."""
        for part in super().__rich_console__(console, options):
            if isinstance(part, Table):
                for column in part.columns:
                    column.overflow = "fold"
                    column.no_wrap = column is part.columns[0]
            yield part


class AnswerMarkdown(Markdown):
    """Markdown from a model or a server, freed of control characters."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = Markdown.elements | {
        "table_open": WholeWords
    }

    def __init__(self, text: str) -> None:
        super().__init__(harmless(text))
