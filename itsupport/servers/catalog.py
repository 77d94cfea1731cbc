"""Which servers the support desk has, and how each is built from its domain."""

import inspect
from importlib import import_module

from itsupport.dataset import today
from itsupport.errors import SupportError, did_you_mean
from itsupport.servers.support_server import SupportServer

SERVER_NAMES = ("tickets", "customers", "billing", "knowledge", "assets")


def build_server(name: str) -> SupportServer:
    """The MCP server of one domain, for example `build_server("tickets")`.

    Its tools are the domain's functions; its instructions are the domain's docstring and the day
    that the support desk counts from. Raises `SupportError` for a name that is not in
    `SERVER_NAMES`.
    """
    if name not in SERVER_NAMES:
        raise SupportError(
            f"There is no server called {name}",
            f"The servers are {', '.join(SERVER_NAMES)}.",
            suggested_actions=did_you_mean(name, SERVER_NAMES),
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
