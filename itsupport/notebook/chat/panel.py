"""The chat on the page: state goes out as traits, and what a person does comes back as messages.

The page itself is `panel.js` with `panel.css`. This file and that one know nothing of desks or
models; what the messages mean is in `chat.py`.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from itsupport.notebook.asking.panel import QUESTION_PAGE, QUESTION_STYLE
from itsupport.notebook.theme import style

HERE = Path(__file__).parent


class Panel(anywidget.AnyWidget):
    """`turns` are the parts that `turn_html.py` makes; `heading` is what stands on top."""

    _esm = f"{QUESTION_PAGE}\n{(HERE / 'panel.js').read_text('utf-8')}"
    _css = f"{style()}\n{QUESTION_STYLE}\n{(HERE / 'panel.css').read_text('utf-8')}"

    heading = traitlets.Dict().tag(sync=True)
    suggestions = traitlets.List(traitlets.Unicode()).tag(sync=True)
    turns = traitlets.List(traitlets.Dict()).tag(sync=True)

    def when(self, heard: Callable[[dict[str, Any]], None]) -> None:
        """Call `heard` with every message from the page."""
        self.on_msg(lambda _, message, __: heard(message))

    def hand_out(self, name: str, text: str) -> None:
        """Let the page save a text as a file."""
        self.send({"kind": "file", "name": name, "text": text})
