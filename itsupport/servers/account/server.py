"""The account server: tools for the person who is logged in. How it is reached is in `app.py`."""

from mcp.types import ToolAnnotations

from itsupport.servers.account.calendar_link import CalendarLinks
from itsupport.servers.account.calendar_tool import calendar_tool
from itsupport.servers.account.tools import comment_on_ticket, list_my_tickets, login
from itsupport.servers.support_server import READ_ONLY, SupportServer

ADDS = ToolAnnotations(
    read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
INSTRUCTIONS = (
    "Tools for the person who is logged in: their own company's tickets and their own calendar. "
    "Log in with `login`; you never see a password or a token, and must never ask for one."
)


def build(links: CalendarLinks | None = None) -> SupportServer:
    """The server. Without `links` it has no calendar service to send anybody to."""
    server = SupportServer(
        "account",
        [login, list_my_tickets],
        changing={comment_on_ticket: ADDS},
        title="IT support: account",
        instructions=INSTRUCTIONS,
        version="1.0.0",
    )
    server.add_tool(
        calendar_tool(links),
        title="Check my calendar",
        annotations=READ_ONLY.model_copy(update={"open_world_hint": True}),
    )
    return server
