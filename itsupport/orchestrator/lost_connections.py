"""What is raised when a connection breaks under a request."""


class ConnectionLostError(Exception):
    """The server hung up or hangs: whether the call was carried out is not known."""


class NotSentError(ConnectionLostError):
    """The connection was gone before the call was sent: it was certainly not carried out."""
