"""The account server and its logins, run on a free port of this machine for as long as a block."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from itsupport.listening import listen
from itsupport.servers.account.app import account_app

LOOPBACK = "127.0.0.1"
START_SECONDS = 10.0
STOP_SECONDS = 5.0


@contextmanager
def account_running(port: int = 0) -> Iterator[str]:
    """Gives the base address, such as http://127.0.0.1:49152; port 0 takes a free one."""
    listener = listen(LOOPBACK, port)
    base = f"http://{LOOPBACK}:{listener.getsockname()[1]}"
    server = _Server(uvicorn.Config(account_app(base), log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        if not server.ready.wait(START_SECONDS):
            raise TimeoutError("The account server did not start")
        yield base
    finally:
        server.should_exit = True
        thread.join(STOP_SECONDS)
        listener.close()


class _Server(uvicorn.Server):
    """Says when it is ready, and leaves Ctrl-C to the thread that started it."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then say so."""
        await super().startup(sockets)
        self.ready.set()
