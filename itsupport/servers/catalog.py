"""Which servers the support desk has, and how each is built from its domain."""

import inspect
from importlib import import_module

from itsupport.dataset import today
from itsupport.errors import SupportError, did_you_mean
from itsupport.servers.support_server import SupportServer

SERVER_NAMES = ("tickets", "customers", "billing", "knowledge", "assets")
"""The five servers of the support desk, each made from the domain of its name."""

OTHER_SERVERS = ("intake", "toolbox", "account")
"""Servers that do more than look things up; each has a folder here, with a `build`."""


def build_server(name: str) -> SupportServer:
    """The MCP server of this name, for example `build_server("tickets")`.

    A domain's tools are its functions; the instructions are the domain's docstring and the day
    that the support desk counts from. Raises `SupportError` for a name that nobody has.
    """
    if name in OTHER_SERVERS:
        server: SupportServer = import_module(f"itsupport.servers.{name}").build()
        return server
    if name not in SERVER_NAMES:
        known = (*SERVER_NAMES, *OTHER_SERVERS)
        raise SupportError(
            f"There is no server called {name}",
            f"The servers are {', '.join(known)}.",
            suggested_actions=did_you_mean(name, known)
            or ["Try python -m itsupport serve tickets."],
            retryable=True,
        )
    domain = import_module(f"itsupport.domains.{name}")
    return SupportServer(
        name,
        domain.TOOLS,
        title=f"IT support: {name}",
        instructions=f"{inspect.getdoc(domain)}\n\nToday is {today()}.",
        version="1.0.0",
    )
