"""Logging in to servers that want it: OAuth 2.1, with the SDK's client doing the protocol.

What is ours: who is asked, where the browser comes back to, where tokens may be sent, and that no
token is ever written down.
"""

from itsupport.orchestrator.configuration import HttpServer, ServerSpecification
from itsupport.orchestrator.login.login import NO_LOGIN, ClientLogin, Login

__all__ = ["NO_LOGIN", "ClientLogin", "Login", "login_at"]


def login_at(name: str, specification: ServerSpecification) -> Login | None:
    """The login of a server whose entry asks for one."""
    if isinstance(specification, HttpServer) and specification.oauth:
        return Login(name, specification.url, specification.known_client)
    return None
