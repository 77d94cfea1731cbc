"""The chat on the page: state goes out as traits, and what a person does comes back as messages.

The page itself is `panel.js` with `panel.css`. This file and that one know nothing of desks or
models; what the messages mean is in `chat.py`.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from itsupport.notebook.asking.panel import QUESTION_PAGE, QUESTION_STYLE
from itsupport.notebook.theme import style

HERE = Path(__file__).parent


class Panel(anywidget.AnyWidget):
    """`turns` are the parts that `turn_html.py` makes; `heading` is what stands on top.

    To the page every turn is a state of its own, and `turns` the ids: what has not changed is not
    sent again, however long the conversation is.
    """

    _esm = f"{QUESTION_PAGE}\n{(HERE / 'panel.js').read_text('utf-8')}"
    _css = f"{style()}\n{QUESTION_STYLE}\n{(HERE / 'panel.css').read_text('utf-8')}"

    heading = traitlets.Dict().tag(sync=True)
    suggestions = traitlets.List(traitlets.Unicode()).tag(sync=True)
    turns = traitlets.List(traitlets.Dict()).tag(sync=True)

    _sent: Mapping[str, Any] = {}

    def get_state(
        self, key: str | Iterable[str] | None = None, drop_defaults: bool = False
    ) -> dict[str, Any]:
        """The state for the page; asked for `turns` alone, it holds those that changed."""
        state: dict[str, Any] = super().get_state(key, drop_defaults)
        if "turns" in state:
            turns = {f"turn {parts['id']}": parts for parts in state.pop("turns")}
            before, self._sent = ({} if key is None else self._sent), turns
            if key is None or [*before] != [*turns]:
                state["turns"] = [parts["id"] for parts in turns.values()]
            state |= {name: None for name in before if name not in turns}
            state |= {name: one for name, one in turns.items() if one != before.get(name)}
        return state

    def when(self, heard: Callable[[dict[str, Any]], None]) -> None:
        """Call `heard` with every message from the page."""
        self.on_msg(lambda _, message, __: heard(message))

    def hand_out(self, name: str, text: str) -> None:
        """Let the page save a text as a file."""
        self.send({"kind": "file", "name": name, "text": text})
