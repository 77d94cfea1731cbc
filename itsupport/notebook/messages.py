"""JSON-RPC messages to look at: as a table, and two conversations side by side.

How messages are overheard is in `itsupport.orchestrator`; here they are only shown.
"""

import json
from collections.abc import Iterable, Mapping
from itertools import zip_longest

from markupsafe import Markup

from itsupport.notebook.picture import Picture, aligned, one_line
from itsupport.orchestrator.answers import counted
from itsupport.orchestrator.wire import WireMessage

SHOWN_MESSAGES = 200
SHOWN_LETTERS = 4_000
"""More would make a notebook that is slow to open; the log itself keeps everything."""

COLUMNS = ("number", "direction", "server", "method", "id", "bytes")
TABLE = Markup(
    '<p>{summary}</p>\n<div class="scrolls" tabindex="0" role="region" aria-label="messages">'
    '<table><thead><tr><th class="number">number</th><th>direction</th><th>server</th>'
    '<th>method</th><th>id</th><th class="number">bytes</th><th>body</th></tr></thead>\n'
    "<tbody>{rows}</tbody></table></div>"
)
ROW = Markup(
    '\n<tr><td class="number">{0}</td><td class="whole">{1}</td><td>{2}</td>'
    '<td><code>{3}</code></td><td>{4}</td><td class="number">{5}</td>'
    "<td><details><summary>JSON</summary><pre>{6}</pre></details></td></tr>"
)
SIDES = Markup('<div class="cards">{}</div>')
SIDE = Markup('\n<section class="card"><h4>{}</h4>\n<ol class="messages">{}</ol></section>')
ITEM = Markup(
    "\n<li><details><summary>{arrow} <code>{method}</code>"
    ' <span class="quiet">{identity}</span> <span class="quiet">{direction}</span>'
    ' <span class="size quiet">{size}</span></summary>'
    "<pre>{body}</pre></details></li>"
)


def wire_view(messages: Iterable[WireMessage]) -> Picture:
    """A row per message with its JSON to fold out, for example of `desk.wire[-4:]`."""
    every = list(messages)
    summary, shown = _heading(every), every[-SHOWN_MESSAGES:]
    first = len(every) - len(shown) + 1
    cells = [_cells(number, message) for number, message in enumerate(shown, first)]
    rows = Markup("").join(
        ROW.format(*row, _body(message)) for row, message in zip(cells, shown, strict=True)
    )
    text = "\n".join([summary, *(aligned([COLUMNS, *cells], numbers=[0, 5]) if cells else [])])
    return Picture(TABLE.format(summary=summary, rows=rows) if every else _note(summary), text)


def side_by_side(conversations: Mapping[str, Iterable[WireMessage]]) -> Picture:
    """Conversations as columns under their names, such as the two that `both_eras` gives."""
    listed = {name: list(messages) for name, messages in conversations.items()}
    sides = Markup("").join(_side(name, messages) for name, messages in listed.items())
    columns = [_text_column(name, messages) for name, messages in listed.items()]
    lines = [tuple(line) for line in zip_longest(*columns, fillvalue="")]
    return Picture(SIDES.format(sides), "\n".join(aligned(lines, gap="  │  ")))


def _side(name: str, messages: list[WireMessage]) -> Markup:
    items = Markup("").join(
        ITEM.format(
            size=counted(message.size, "byte"),
            arrow=_arrow(message),
            method=message.method,
            direction=message.direction,
            identity=_identity(message),
            body=_body(message),
        )
        for message in messages[-SHOWN_MESSAGES:]
    )
    return SIDE.format(f"{name}: {_heading(messages)}", items)


def _text_column(name: str, messages: list[WireMessage]) -> list[str]:
    heading = f"{one_line(name, 40)}: {_heading(messages)}"
    rows = [
        (_arrow(m), one_line(m.method, 40), _identity(m), f"{m.size:,} bytes")
        for m in messages[-SHOWN_MESSAGES:]
    ]
    return [heading, "─" * len(heading), *aligned(rows, numbers=[3])]


def _heading(messages: list[WireMessage]) -> str:
    size = counted(sum(message.size for message in messages), "byte")
    left_out = len(messages) - SHOWN_MESSAGES
    note = f"; the first {left_out:,} are not shown here" if left_out > 0 else ""
    return f"{counted(len(messages), 'message')}, {size}{note}"


def _cells(number: int, message: WireMessage) -> tuple[str, ...]:
    way = f"{_arrow(message)} {'to' if message.sent else 'from'} the server"
    identity = "–" if message.id is None else str(message.id)
    method, server = one_line(message.method, 60), one_line(message.server, 40)
    return (str(number), way, server, method, one_line(identity, 40), f"{message.size:,}")


def _identity(message: WireMessage) -> str:
    return "" if message.id is None else f"id {one_line(str(message.id), 40)}"


def _arrow(message: WireMessage) -> str:
    return "→" if message.sent else "←"


def _body(message: WireMessage) -> str:
    """The message as JSON in lines; a line that is no message stays as it is."""
    body = message.body
    text = body if isinstance(body, str) else json.dumps(body, indent=2, ensure_ascii=False)
    left_out = len(text) - SHOWN_LETTERS
    if left_out > 0:
        text = f"{text[:SHOWN_LETTERS]}\n… ({counted(left_out, 'more letter')} left out)"
    return text


def _note(text: str) -> Markup:
    return Markup("<p>{}</p>").format(text)
