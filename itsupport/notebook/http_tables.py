"""What HTTP carried, as tables that are the same in every run.

Ports, session ids and versions of libraries are named in place of their values, and the stream on
which a client of 2025 listens is left out: when it opens differs from run to run.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from itsupport.servers.http import HttpExchange

if TYPE_CHECKING:
    import pandas as pd

_NAMED = {
    "host": "127.0.0.1:PORT",
    "mcp-session-id": "(a long random text)",
    "user-agent": "(the client's library)",
}
_LEFT_OUT = {"accept-encoding", "connection", "content-length"}
"""They belong to HTTP itself, and say nothing about MCP."""


def exchange_table(exchanges: Iterable[HttpExchange]) -> "pd.DataFrame":
    """A row per request, the older era first: what was sent, and what came back."""
    import pandas as pd

    shown = sorted((e for e in exchanges if e.method != "GET"), key=lambda e: e.era)
    rows = [
        (e.era, e.method, e.path, (e.asked or {}).get("method", ""), e.status, _kind(e))
        for e in shown
    ]
    columns = ["era", "HTTP", "address", "JSON-RPC", "status", "answer"]
    return pd.DataFrame(rows, columns=columns)


def header_table(exchanges: Iterable[HttpExchange], method: str) -> "pd.DataFrame":
    """The headers of the requests for this JSON-RPC method: a row per header, a column per era."""
    import pandas as pd

    columns = {
        e.era: {name: _NAMED.get(name, value) for name, value in e.request_headers.items()}
        for e in sorted(exchanges, key=lambda e: e.era)
        if (e.asked or {}).get("method") == method
    }
    names = {name: None for headers in columns.values() for name in headers}
    rows = sorted((name for name in names if name not in _LEFT_OUT), key=_mcp_last)
    return pd.DataFrame(columns, index=rows, dtype=object).fillna("–")


def _mcp_last(name: str) -> tuple[bool, str]:
    return name.startswith("mcp-"), name


def _kind(exchange: HttpExchange) -> str:
    """What sort of body came back, and the one header that changes what follows."""
    kind = exchange.response_headers.get("content-type", "")
    opened = "mcp-session-id" in exchange.response_headers and exchange.status == 200
    opens = opened and (exchange.asked or {}).get("method") == "initialize"
    body = kind if exchange.response_body else "(nothing)"
    return f"{body}, and a session id" if opens else body
