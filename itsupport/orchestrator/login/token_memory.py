"""Tokens, and this program's registration: kept in memory only, and shown to nobody."""

from mcp.client.auth import TokenStorage
from mcp.shared.auth import OAuthClientInformationFull, OAuthToken

from itsupport.orchestrator.configuration import KnownClient


class TokenMemory(TokenStorage):
    """Lives as long as the desk. The next desk logs in anew, which is what a lesson wants."""

    def __init__(self, known: KnownClient | None = None) -> None:
        self._tokens: OAuthToken | None = None
        self._client = _registration(known) if known else None

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


def _registration(known: KnownClient) -> OAuthClientInformationFull:
    """A registration by hand. A secret is shown as every authorization server has to take it."""
    return OAuthClientInformationFull(
        client_id=known.client_id,
        client_secret=known.client_secret,
        issuer=known.issuer,
        token_endpoint_auth_method="client_secret_basic" if known.client_secret else "none",
    )
