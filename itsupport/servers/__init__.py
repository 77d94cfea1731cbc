"""A domain becomes an MCP server, spoken to over stdio or Streamable HTTP."""

from itsupport.servers.catalog import SERVER_NAMES, build_server
from itsupport.servers.support_server import SupportServer

__all__ = ["SERVER_NAMES", "SupportServer", "build_server"]
