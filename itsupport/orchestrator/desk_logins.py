"""The logins of an orchestrator, as its users see them: they begin by themselves, and end here."""

from itsupport.errors import SupportError, did_you_mean
from itsupport.orchestrator.background_loop import BackgroundLoop
from itsupport.orchestrator.servers import Servers


class DeskLogins:
    """Logging out."""

    _loop: BackgroundLoop
    _servers: Servers

    def log_out(self, server: str) -> None:
        """Give the tokens for a server back and forget them; the next call that needs one asks.

        Raises `SupportError` when the server has no login, or could not be told: its tokens are
        forgotten here all the same, and end there when they expire.
        """
        self._loop.run(self._log_out(server))

    async def alog_out(self, server: str) -> None:
        """`log_out`, awaited."""
        await self._loop.arun(self._log_out(server))

    async def _log_out(self, server: str) -> None:
        logins = {name: one.login for name, one in self._servers.connections.items() if one.login}
        login = logins.get(server)
        if login is None:
            raise SupportError(
                f"There is no login at {server}",
                f"Servers with a login: {', '.join(logins) or '(none)'}.",
                suggested_actions=did_you_mean(server, logins),
            )
        if not await login.log_out():
            raise SupportError(
                f"{server} could not be told of the logout",
                "The tokens are forgotten here; there they end when they expire.",
            )
