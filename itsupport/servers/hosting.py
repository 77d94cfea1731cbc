"""A server that is reached over the pipes of its own process. HTTP is in the folder `http`."""

import os
import signal
import sys
import threading
import time
import traceback

from itsupport.servers.support_server import SupportServer


def serve_stdio(server: SupportServer) -> None:
    """Speak MCP on stdin and stdout until the client hangs up, then end this process.

    The exit code is 1 after a crash, whose traceback goes to stderr. Nothing else than MCP is ever
    written to stdout: the SDK sends what tools print to stderr.
    """
    threading.Thread(target=_end_with_parent, daemon=True).start()
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))  # reading stdin would outlast Ctrl-C
    if sys.stdin.isatty():
        print(f"{server.name} waits for MCP messages (Ctrl-C ends it)", file=sys.stderr, flush=True)
    exit_code = 1
    try:
        server.run("stdio")
        exit_code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(exit_code)  # skips a third of a second of clean-up that has nothing to clean


def _end_with_parent() -> None:
    """End this process when its parent is gone, even while a tool blocks the event loop.

    Elsewhere than on POSIX the client's job object does this.
    """
    if os.name != "posix":
        return
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
