"""The server of `python -m itsupport model`, in a thread of a notebook: an OpenAI-compatible
service at a real address of this machine, as strict as the real ones, with no language model in it.
"""

import threading

from itsupport.errors import SupportError
from itsupport.listening import listen
from itsupport.offline.server import model_server

STOP_SECONDS = 10


class LoopbackModel:
    """It serves from the moment it is made until `stop()`, or the end of its `with`."""

    def __init__(self) -> None:
        self._listener = listen("127.0.0.1", 0)
        self.root = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        """Its address; any path that ends in /v1 is served, /openai/v1/ as on Azure included."""
        self._server = model_server("127.0.0.1")
        self._thread = threading.Thread(target=self._run, name="itsupport model", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End it; stopping twice does no harm. Raises `SupportError` when it does not end."""
        self._server.force_exit = self._server.should_exit = True
        self._thread.join(STOP_SECONDS)
        self._listener.close()
        if self._thread.is_alive():
            raise SupportError("The model's server did not end")

    def _run(self) -> None:
        self._server.run(sockets=[self._listener])

    def __enter__(self) -> "LoopbackModel":
        return self

    def __exit__(self, *problem: object) -> None:
        self.stop()
