"""One worker: `python -m itsupport.servers.workers.worker [--stateless] SERVER …`.

Serves on a free port of 127.0.0.1, says its address in one line on stdout, and ends when its stdin
does: whoever started it is gone then.
"""

import os
import sys
import threading

from itsupport.listening import listen
from itsupport.servers.catalog import build_server
from itsupport.servers.http.application import http_app
from itsupport.servers.http.running import url_of, web_server

STATELESS = "--stateless"


def main(arguments: list[str]) -> None:
    """Serve until stdin ends."""
    names = [argument for argument in arguments if argument != STATELESS]
    servers = {name: build_server(name) for name in names}
    server = web_server(http_app(servers, stateless=STATELESS in arguments))
    with listen("127.0.0.1", 0) as listener:
        threading.Thread(target=_end_with_stdin, daemon=True).start()
        print(url_of(listener), flush=True)
        server.run(sockets=[listener])


def _end_with_stdin() -> None:
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
