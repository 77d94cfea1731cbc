"""The server for the person who is logged in: their tickets, their comments, their calendar."""

from itsupport.servers.account.server import build

__all__ = ["build"]
