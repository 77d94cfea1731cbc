"""Where tokens, codes and people may be sent: over https, or to this machine.

A server says itself where its logins are. One that is far away must not point at this machine:
what listens here trusts whoever can reach it.
"""

from urllib.parse import urlsplit

from itsupport.errors import SupportError
from itsupport.llm.addresses import is_loopback, shown


def check_address(url: str, server_url: str) -> None:
    """Raises `SupportError` for an address that the server at `server_url` may not send us to."""
    here = is_loopback(url)
    if (urlsplit(url).scheme == "https" and not here) or (here and is_loopback(server_url)):
        return
    raise SupportError(
        f"Logging in would go to {shown(url)}, which is not safe",
        "It is neither https nor a server of this machine that another one of it may name.",
        suggested_actions=["Give the server an https address, or do not log in there."],
    )
