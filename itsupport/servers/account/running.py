"""The account server and its logins on a free port of this machine, for as long as a block.

Beside it stands the tickets server, which wants no login: one web server may have both kinds.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from itsupport.servers.catalog import build_server
from itsupport.servers.http import start_http


@contextmanager
def account_running(port: int = 0) -> Iterator[str]:
    """Gives the base address, such as http://127.0.0.1:49152; port 0 takes a free one."""
    servers = {name: build_server(name) for name in ("account", "tickets")}
    with start_http(servers, port=port) as site:
        yield site.url
