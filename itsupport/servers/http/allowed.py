"""Which names a server answers to, and which web pages may use it.

A web page can give its own name this machine's address and then talk to a server here in its
visitor's browser (DNS rebinding): the browser takes the two for one site. The Host header still
holds the page's name, so a server that knows its own names is safe from that.
"""

import re
from collections.abc import Collection, Iterable

from mcp.server.transport_security import TransportSecuritySettings

from itsupport.errors import SupportError

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
"""This machine, as a client on it may call it. No page of another site can have such a name."""

_HOST = re.compile(r"(?P<name>[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\])(?P<port>:\d{1,5})?")
_ORIGIN = re.compile(rf"https?://{_HOST.pattern}")
_PORT = re.compile(r"\d{1,5}")


def allowed(hosts: Iterable[str] = (), origins: Iterable[str] = ()) -> TransportSecuritySettings:
    """This machine's own names, and those given. Raises `SupportError` for a text that is none.

    A host is a name with a port or without; without one, any port is meant. An origin is a scheme
    with a host, `https://desk.example.org`, as browsers send it.
    """
    pages = [f"http://{name}:*" for name in LOOPBACK_NAMES]
    return TransportSecuritySettings(
        enable_dns_rebinding_protection=True,  # said here, whatever the SDK makes of an address
        allowed_hosts=[form for host in (*LOOPBACK_NAMES, *hosts) for form in _host_forms(host)],
        allowed_origins=[*pages, *map(checked_origin, origins)],
    )


def is_allowed(given: str, forms: Collection[str]) -> bool:
    """Whether a header's value is one of the forms; `name:*` stands for any port."""
    name, _, port = given.rpartition(":")
    return given in forms or (f"{name}:*" in forms and _PORT.fullmatch(port) is not None)


def checked_origin(origin: str) -> str:
    """The origin, or `SupportError`: a star would let in every page of the web."""
    if _ORIGIN.fullmatch(origin):
        return origin
    raise SupportError(
        f"{origin!r} is not an origin",
        "An origin is a scheme and a host, as browsers send it. A path or a star is never in it.",
        suggested_actions=["Write it like https://desk.example.org, one for each site."],
    )


def _host_forms(host: str) -> list[str]:
    match = _HOST.fullmatch(host)
    if match is None:
        raise SupportError(
            f"{host!r} is not the name of a host",
            "A name stands for itself: there is no star, no scheme and no path in it.",
            suggested_actions=["Write it like desk.example.org or desk.example.org:8443."],
        )
    return [host] if match["port"] else [host, f"{host}:*"]
