"""How a connection breaks off, as its callers need to know it: was the call made or not?"""


class ConnectionLostError(Exception):
    """The server hung up or hangs: whether the call was carried out is not known."""


class NotSentError(ConnectionLostError):
    """The connection was gone before the call was sent: it was certainly not carried out."""


class LostWhileAskingError(ConnectionLostError):
    """The person was asked for this call: to send it again would ask again."""
