"""One worker: the web application that the environment asks for, on a free port of 127.0.0.1.

    python -m itsupport.servers.workers.worker

It says its address in one line on stdout, and ends when its stdin does: whoever started it is gone
then. What its tools print goes to stderr: nobody reads a second line. It shares with others only
what it is told to share; `serve --workers` sees to the rest.
"""

import os
import sys
import threading
from typing import TextIO

from itsupport.listening import listen
from itsupport.servers.http.environment import app_of_environment
from itsupport.servers.http.running import url_of, web_server


def main() -> None:
    """Serve until stdin ends."""
    whoever_started_it = _only_for_the_address()
    server = web_server(app_of_environment())
    with listen("127.0.0.1", 0) as listener:
        threading.Thread(target=_end_with_stdin, daemon=True).start()
        with whoever_started_it:
            print(url_of(listener), file=whoever_started_it)
        server.run(sockets=[listener])


def _only_for_the_address() -> TextIO:
    """Stdout as it was; from now on, all that is printed goes to stderr."""
    stdout = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return stdout


def _end_with_stdin() -> None:
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
