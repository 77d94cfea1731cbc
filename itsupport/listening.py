"""A socket that listens on this machine, for the servers of the workbook."""

import errno
import socket

from itsupport.errors import SupportError

NO_NAME = (socket.EAI_NONAME, socket.EAI_AGAIN, errno.EADDRNOTAVAIL)
NO_HOST = "Choose another host, such as 127.0.0.1: this one is no address of this machine."
NO_PORT = "Choose another port, or --port 0 for any free one."


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one. Raises `SupportError` when it is taken.

    Its connections inherit "no delay": asyncio sets that only where a socket knows its protocol,
    which this one does not, and each answer would wait 40 ms for the client (Nagle's algorithm).
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        if not 0 <= port <= 65535:
            raise OSError("A port is a number from 0 to 65535.")
        listener = socket.create_server((host, port), family=family, backlog=256)
    except (OSError, UnicodeError) as problem:
        raise SupportError(
            f"Cannot listen on port {port} of {host}",
            str(problem),
            suggested_actions=[NO_HOST if _is_about_the_host(problem) else NO_PORT],
            retryable=True,
        ) from None
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _is_about_the_host(problem: OSError | UnicodeError) -> bool:
    return isinstance(problem, UnicodeError) or problem.errno in NO_NAME
