"""Logging in to servers that want it: OAuth 2.1, with the SDK's client doing the protocol.

What is ours: who is asked, where the browser comes back to, where tokens may be sent, and that no
token is ever written down.
"""

from itsupport.orchestrator.login.login import Login

__all__ = ["Login"]
