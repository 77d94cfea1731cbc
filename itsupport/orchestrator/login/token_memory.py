"""Tokens, and this program's registration: kept in memory only, and shown to nobody."""

from mcp.client.auth import TokenStorage
from mcp.shared.auth import OAuthClientInformationFull, OAuthToken


class TokenMemory(TokenStorage):
    """Lives as long as the desk. The next desk logs in anew, which is what a lesson wants."""

    def __init__(self) -> None:
        self._tokens: OAuthToken | None = None
        self._client: OAuthClientInformationFull | None = None

    def __repr__(self) -> str:
        return f"<TokenMemory {'with' if self._tokens else 'without'} tokens>"

    async def get_tokens(self) -> OAuthToken | None:
        """The tokens of the last login."""
        return self._tokens

    async def set_tokens(self, tokens: OAuthToken) -> None:
        """Keep the tokens of a login, or of a refresh."""
        self._tokens = tokens

    async def get_client_info(self) -> OAuthClientInformationFull | None:
        """How this program is registered."""
        return self._client

    async def set_client_info(self, client_info: OAuthClientInformationFull) -> None:
        """Keep a registration."""
        self._client = client_info

    def forget(self) -> None:
        """Forget the tokens; the registration stays."""
        self._tokens = None
