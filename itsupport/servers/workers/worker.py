"""One worker: the web application that the environment asks for, on a free port of 127.0.0.1.

    python -m itsupport.servers.workers.worker

It says its address in one line on stdout, and ends when its stdin does: whoever started it is gone
then. A deployment starts the same application with `uvicorn --factory itsupport.servers.http:app`.
"""

import os
import sys
import threading

from itsupport.listening import listen
from itsupport.servers.http.environment import app
from itsupport.servers.http.running import url_of, web_server


def main() -> None:
    """Serve until stdin ends."""
    server = web_server(app())
    with listen("127.0.0.1", 0) as listener:
        threading.Thread(target=_end_with_stdin, daemon=True).start()
        print(url_of(listener), flush=True)
        server.run(sockets=[listener])


def _end_with_stdin() -> None:
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
