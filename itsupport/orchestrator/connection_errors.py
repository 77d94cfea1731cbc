"""How a connection breaks off, as its callers need to know it: was the call made or not?"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import anyio
from mcp import MCPError
from mcp.types import CONNECTION_CLOSED


class ConnectionLostError(Exception):
    """The server hung up or hangs: whether the call was carried out is not known."""


class NotSentError(ConnectionLostError):
    """The connection was gone before the call was sent: it was certainly not carried out."""


class LostWhileAskingError(ConnectionLostError):
    """The person was asked for this call: to send it again would ask again."""


@contextmanager
def lost_when_closed(server: str, lost: Callable[[], None]) -> Iterator[None]:
    """Say `lost`, and raise `ConnectionLostError`, when the server hangs up on the call inside."""
    try:
        yield
    except TimeoutError:  # an OSError too, and another matter
        raise
    except MCPError as problem:
        if problem.code != CONNECTION_CLOSED:
            raise
        lost()
        raise ConnectionLostError(f"{server} hung up") from None
    except (anyio.ClosedResourceError, anyio.BrokenResourceError, OSError):
        lost()
        raise ConnectionLostError(f"{server} cannot be reached") from None
