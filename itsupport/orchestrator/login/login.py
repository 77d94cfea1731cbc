"""One login at one server: it begins when the server wants it, and asks the person in front.

A connection has one login, whoever asks over it: give each person a desk of their own.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

import httpx2
from mcp.shared.auth import AuthorizationCodeResult, OAuthClientMetadata
from pydantic import AnyUrl

from itsupport.errors import SupportError
from itsupport.llm.addresses import is_loopback, shown
from itsupport.orchestrator.asking import LinkRequest, UserReply
from itsupport.orchestrator.configuration import KnownClient
from itsupport.orchestrator.login.return_page import ReturnPage
from itsupport.orchestrator.login.safe_addresses import check_address
from itsupport.orchestrator.login.steps import BoundedProvider, no_answer
from itsupport.orchestrator.login.token_memory import TokenMemory

RETURN_SECONDS = 300.0
"""How long to wait for the browser after the person has said that they will go there."""

# The SDK logs every failed login with its traceback, which repeats what the servers said.
logging.getLogger("mcp.client.auth").setLevel(logging.CRITICAL)


class Asking(Protocol):
    """The person in front of the call that a login is for."""

    async def ask(self, request: LinkRequest) -> UserReply | None:
        """What the person said; None when there is nobody."""

    def everybody_waits(self) -> AbstractContextManager[None]:
        """While this lasts, no call to the server runs out of time."""


@dataclass(frozen=True, slots=True)
class ClientLogin:
    """What an HTTP client needs: how to authenticate, and what to check of each request."""

    auth: httpx2.Auth | None = None
    checks: tuple[Callable[[httpx2.Request], Awaitable[None]], ...] = ()


NO_LOGIN = ClientLogin()


class Login:
    """Knows how to log in at the server called `name`, and remembers that it did."""

    def __init__(self, name: str, url: str, known: KnownClient | None = None) -> None:
        self._name, self._url, self._known = name, url, known
        self._memory, self._page = TokenMemory(known), ReturnPage()
        self._provider: BoundedProvider | None = None
        self._asking: Asking | None = None
        self._wanted = ""

    def __repr__(self) -> str:
        return f"<Login at {self._name}>"

    @asynccontextmanager
    async def open(self, asking: Asking) -> AsyncIterator[ClientLogin]:
        """What a client uses to authenticate, for as long as a connection lives."""
        self._asking = asking
        if not await self._page.open():  # registered for a page that is not ours any more
            self._memory, self._provider = TokenMemory(self._known), None
        self._provider = self._provider or self._new_provider()
        try:
            yield ClientLogin(self._provider, (self._check,))
        finally:
            await self._page.close()

    def _new_provider(self) -> BoundedProvider:
        """It outlives a connection: it knows when its tokens expire, and where to refresh them."""
        metadata = OAuthClientMetadata(
            client_name="IT support orchestrator",
            redirect_uris=[AnyUrl(self._page.address)],
            token_endpoint_auth_method="none",  # noqa: S106 - it has no secret that it could keep
        )
        return BoundedProvider(self._url, metadata, self._memory, self._begin, self._wait)

    async def _check(self, request: httpx2.Request) -> None:
        """Raises `SupportError` for a request that would carry secrets to an unsafe place."""
        check_address(str(request.url), self._url)

    def unfinished(self) -> SupportError | None:
        """The error for whoever waited for a login in vain; None while there is no login."""
        address = self._provider.waits_for if self._provider else ""
        return no_answer(self._name, address) if address else None

    async def log_out(self) -> bool:
        """Give the tokens back and forget them. False when the server did not hear of it."""
        context = self._provider.context if self._provider else None
        tokens = await self._memory.get_tokens()
        self._memory.forget()
        if context is None or tokens is None:
            return True
        context.clear_tokens()
        address = context.oauth_metadata and context.oauth_metadata.revocation_endpoint
        if not address or context.client_info is None:
            return False
        sent = {"token": tokens.refresh_token or tokens.access_token}
        sent, headers = context.prepare_token_auth(
            sent | {"client_id": context.client_info.client_id}, {}
        )
        return await self._revoked(str(address), sent, headers)

    async def _revoked(self, address: str, sent: dict[str, str], headers: dict[str, str]) -> bool:
        check_address(address, self._url)
        try:
            async with httpx2.AsyncClient(timeout=10, trust_env=not is_loopback(address)) as client:
                answer = await client.post(address, data=sent, headers=headers)
        except httpx2.HTTPError:
            return False
        return answer.status_code == 200

    async def _begin(self, url: str) -> None:
        """The SDK has made the address of the sign-in page; everything is in it but the secret."""
        check_address(url, self._url)
        self._wanted = url
        if self._provider:
            self._provider.waits_for = shown(url)

    async def _wait(self) -> AuthorizationCodeResult:
        """Ask the person to go there, and wait for the browser to come back."""
        state = parse_qs(urlsplit(self._wanted).query).get("state", [""])[0]
        returned = self._page.expect(state)
        message = f"Log in at {shown(self._url)} to go on."
        request = LinkRequest(self._name, message, self._wanted)
        assert self._asking is not None
        with self._asking.everybody_waits():
            asked = asyncio.ensure_future(self._asking.ask(request))
            try:
                return await self._returned(asked, returned)
            finally:
                asked.cancel()
                returned.cancel()

    async def _returned(
        self,
        asked: "asyncio.Future[UserReply | None]",
        returned: "asyncio.Future[AuthorizationCodeResult]",
    ) -> AuthorizationCodeResult:
        """The browser may be back before the person has answered, or long after."""
        both: set[asyncio.Future[Any]] = {asked, returned}
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        if not returned.done():
            self._check_reply(asked.result())
            await asyncio.wait({returned}, timeout=RETURN_SECONDS)
        if not returned.done():
            raise self._nobody("The browser did not come back in time.")
        return returned.result()

    def _check_reply(self, reply: UserReply | None) -> None:
        if reply is None:
            raise self._nobody("It wants a login, and nobody can be asked.")
        if reply.action != "accept":
            raise self._nobody("The person did not want to log in.")

    def _nobody(self, reason: str) -> SupportError:
        return SupportError(
            f"Nobody is logged in at {self._name}",
            reason,
            suggested_actions=[
                "Ask again, and log in on the page that opens.",
                "A program gives MCPOrchestrator an ask_user, which shows the page to a person.",
            ],
            retryable=True,
            context={"server": self._name},
        )
