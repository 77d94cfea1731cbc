"""The account server: tools for the person who is logged in, and over HTTP a door before them."""

from typing import TYPE_CHECKING, Any

from mcp.types import ToolAnnotations

from itsupport.servers.account.calendar_tool import check_my_calendar
from itsupport.servers.account.tools import comment_on_ticket, list_my_tickets, login
from itsupport.servers.support_server import READ_ONLY, SupportServer

if TYPE_CHECKING:
    from starlette.applications import Starlette

ADDS = ToolAnnotations(
    read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
INSTRUCTIONS = (
    "Tools for the person who is logged in: their own company's tickets and their own calendar. "
    "Log in with `login`; you never see a password or a token, and must never ask for one."
)


class AccountServer(SupportServer):
    """A server with a login of its own: whoever hosts it need not add another."""

    own_login = True

    def streamable_http_app(self, **settings: Any) -> "Starlette":
        """The server behind its door, with its logins beside it.

        There are no sessions: one that began before a login would belong to nobody.
        """
        # Over stdio nobody needs these, and they would double the time to start.
        from mcp.server.streamable_http_manager import StreamableHTTPASGIApp

        from itsupport.servers.account.sites import site_of

        bare = super().streamable_http_app(**settings | {"stateless_http": True})
        path = str(settings.get("streamable_http_path", "/mcp"))
        return site_of(StreamableHTTPASGIApp(self.session_manager), path, bare.router)


def build() -> AccountServer:
    """The server, to be spoken to over stdio or hosted over HTTP."""
    server = AccountServer(
        "account",
        [login, list_my_tickets],
        changing={comment_on_ticket: ADDS},
        title="IT support: account",
        instructions=INSTRUCTIONS,
        version="1.0.0",
    )
    server.add_tool(
        check_my_calendar,
        title="Check my calendar",
        annotations=READ_ONLY.model_copy(update={"open_world_hint": True}),
    )
    return server
