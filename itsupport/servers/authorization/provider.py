"""The decisions that the SDK's OAuth routes ask for: which client, which code, which token.

The SDK reads the requests, checks PKCE, redirect addresses and client secrets, and writes the
answers. This file leaves out the page on which a person signs in.
"""

import secrets
from dataclasses import dataclass
from urllib.parse import urlencode

from mcp.server.auth.provider import (
    AccessToken,
    AuthorizationParams,
    AuthorizeError,
    OAuthAuthorizationServerProvider,
    RegistrationError,
    TokenError,
)
from mcp.shared.auth import OAuthClientInformationFull, OAuthToken

from itsupport.servers.authorization.clients import RegisteredClient, may_be_returned_to
from itsupport.servers.authorization.grants import Code, Grants, Refresh
from itsupport.servers.authorization.short_lived import ShortLived
from itsupport.servers.authorization.tokens import ACCESS_SECONDS, TokenChecker, TokenSigner

SIGN_IN_SECONDS = 600
CLIENT_SECONDS = 24 * 60 * 60


@dataclass(slots=True)
class WantedSignIn:
    """A client sent somebody here; nobody has signed in yet."""

    client: OAuthClientInformationFull
    params: AuthorizationParams
    wrong_passwords: int = 0


class Provider(OAuthAuthorizationServerProvider[Code, Refresh, AccessToken]):
    """One authorization server's state and rules, for `create_auth_routes` of the SDK.

    `resources` are the addresses that tokens may be made for, each with the scopes that exist
    there; the first of them is what a client gets that asks for nothing in particular.
    """

    def __init__(self, issuer: str, resources: dict[str, tuple[str, ...]]) -> None:
        self.issuer, self.resources = issuer, resources
        self.signer, self.grants = TokenSigner(issuer), Grants()
        self.sign_ins: ShortLived[WantedSignIn] = ShortLived(SIGN_IN_SECONDS)
        self._clients: ShortLived[RegisteredClient] = ShortLived(CLIENT_SECONDS)

    @property
    def scopes(self) -> list[str]:
        """Every scope that exists, at whichever resource."""
        return list(dict.fromkeys(scope for known in self.resources.values() for scope in known))

    # Clients

    async def get_client(self, client_id: str) -> OAuthClientInformationFull | None:
        """The client, while its registration lives."""
        return self._clients.get(client_id)

    async def register_client(self, client_info: OAuthClientInformationFull) -> None:
        """Any client may register, and may ask for any scope later: a person decides then."""
        if not all(may_be_returned_to(uri) for uri in client_info.redirect_uris or []):
            raise RegistrationError("invalid_redirect_uri", "Only https, or http on loopback")
        client_info.scope = " ".join(self.scopes)
        client = RegisteredClient.model_validate(client_info.model_dump())
        self._clients.put(client.client_id, client)

    # A person allows something

    async def authorize(
        self, client: OAuthClientInformationFull, params: AuthorizationParams
    ) -> str:
        """Where the person's browser goes next: our page, which shows what is asked for."""
        known = self.resources.get(params.resource or "")
        if known is None:
            raise AuthorizeError("invalid_target", "The resource is not one of ours")
        params.scopes = params.scopes or [known[0]]
        if not set(params.scopes) <= set(known):
            raise AuthorizeError("invalid_scope", "The resource does not know this scope")
        wanted = secrets.token_urlsafe(24)
        self.sign_ins.put(wanted, WantedSignIn(client, params))
        return f"{self.issuer}/sign-in?{urlencode({'request': wanted})}"

    # Tokens

    async def load_authorization_code(
        self,
        client: OAuthClientInformationFull,  # noqa: ARG002
        authorization_code: str,
    ) -> Code | None:
        """The code; the SDK compares client, redirect address and verifier with it."""
        return self.grants.code(authorization_code)

    async def exchange_authorization_code(
        self,
        client: OAuthClientInformationFull,  # noqa: ARG002
        authorization_code: Code,
    ) -> OAuthToken:
        """The first tokens of a grant."""
        if self.grants.code(authorization_code.code) is None:
            raise TokenError("invalid_grant", "authorization code does not exist")
        return self._tokens(authorization_code, authorization_code.scopes)

    async def load_refresh_token(
        self,
        client: OAuthClientInformationFull,  # noqa: ARG002
        refresh_token: str,
    ) -> Refresh | None:
        """The refresh token, unless it was used before or its grant has ended."""
        return self.grants.refresh_token(refresh_token)

    async def exchange_refresh_token(
        self,
        client: OAuthClientInformationFull,  # noqa: ARG002
        refresh_token: Refresh,
        scopes: list[str],
    ) -> OAuthToken:
        """The next tokens of a grant; `scopes` may be fewer than before, never more."""
        if self.grants.refresh_token(refresh_token.token) is None:
            raise TokenError("invalid_grant", "refresh token does not exist")
        return self._tokens(refresh_token, scopes)

    async def load_access_token(self, token: str) -> AccessToken | None:
        """What a token of ours says; needed to revoke it."""
        for resource in self.resources:
            checker = TokenChecker(self.signer.public_keys, self.issuer, resource)
            if claims := checker.claims(token):
                return AccessToken(
                    token=token, client_id=claims["client_id"], scopes=[], claims=claims
                )
        return None

    async def revoke_token(self, token: AccessToken | Refresh) -> None:
        """Log out: the grant ends, and with it every token that came from it."""
        if isinstance(token, Refresh):
            self.grants.revoke(token.grant)
        else:
            self.grants.revoke(grant_of(token.claims or {}))

    def _tokens(self, spent: Code | Refresh, scopes: list[str]) -> OAuthToken:
        following = self.grants.next_refresh_token(spent)
        access = self.signer.sign(
            subject=spent.subject or "",
            client_id=spent.client_id,
            audience=spent.resource or "",
            scopes=scopes,
            grant=spent.grant,
        )
        return OAuthToken(
            access_token=access,
            expires_in=ACCESS_SECONDS,
            scope=" ".join(scopes),
            refresh_token=following.token,
        )


def grant_of(claims: dict[str, object]) -> str:
    """The grant that a token belongs to: the beginning of its id."""
    return str(claims.get("jti", "")).partition(".")[0]
