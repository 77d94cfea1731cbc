"""Linking another service's account: the person says yes there, and the token stays here.

The account server is a client of the calendar service, with a login of its own. The person is sent
to a page of ours first: only the browser of the person who began may go on, so that nobody can be
talked into linking their calendar to somebody else's account.
"""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from urllib.parse import urlencode

import anyio
import httpx2
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from itsupport.servers.authorization.short_lived import ShortLived
from itsupport.servers.authorization.sign_in_page import SignInPage

LINK_SECONDS = 600


@dataclass(slots=True)
class WantedLink:
    """Somebody asked for a link; `verifier` is the secret half of PKCE."""

    username: str
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48), repr=False)


class CalendarLinks:
    """Which person's calendar may be read, and with which token. Tokens never leave this object."""

    def __init__(self, base: str, calendar: str, page: SignInPage) -> None:
        self._base, self._calendar, self._page = base, calendar, page
        self._client_id = ""
        self._wanted: ShortLived[WantedLink] = ShortLived(LINK_SECONDS)
        self._tokens: dict[str, str] = {}
        self._news: dict[str, anyio.Event] = {}

    @property
    def routes(self) -> list[Route]:
        """The page where a link begins, and the one where the person comes back."""
        return [Route("/link", self._begin), Route("/linked", self._end)]

    def linked(self, username: str) -> bool:
        """Whether this person's calendar is linked."""
        return username in self._tokens

    def address_for(self, username: str) -> str:
        """A page for this person to visit; it says nothing about them, and works once."""
        link = secrets.token_urlsafe(24)
        self._wanted.put(link, WantedLink(username))
        return f"{self._base}/link?{urlencode({'link': link})}"

    async def wait_until_linked(self, username: str, seconds: float) -> bool:
        """Give a person who is still on the page some time; whether it was enough."""
        if not self.linked(username):
            with anyio.move_on_after(seconds):
                await self._news.setdefault(username, anyio.Event()).wait()
        return self.linked(username)

    async def entries(self, username: str) -> list[dict[str, str]]:
        """The calendar's next entries, read with the person's token."""
        headers = {"Authorization": f"Bearer {self._tokens[username]}"}
        async with httpx2.AsyncClient(timeout=5, trust_env=False) as calendar:
            answer = await calendar.get(f"{self._calendar}/entries", headers=headers)
        if answer.status_code == 401:
            self._tokens.pop(username, None)
        answer.raise_for_status()
        found: list[dict[str, str]] = answer.json()["entries"]
        return found

    async def _begin(self, request: Request) -> Response:
        link = request.query_params.get("link", "")
        wanted = self._wanted.get(link)
        if wanted is None:
            return _said("This link has expired.", 400)
        if self._page.who(request) != wanted.username:
            return _said("Open this page in the browser in which you logged in.", 403)
        challenge = urlsafe_b64encode(hashlib.sha256(wanted.verifier.encode()).digest())
        asked = {
            "response_type": "code",
            "client_id": await self._registered(),
            "redirect_uri": f"{self._base}/linked",
            "state": link,
            "code_challenge": challenge.decode().rstrip("="),
            "code_challenge_method": "S256",
            "resource": self._calendar,
            "scope": "calendar:read",
        }
        return RedirectResponse(f"{self._calendar}/authorize?{urlencode(asked)}", 303)

    async def _end(self, request: Request) -> Response:
        link, code = (request.query_params.get(name, "") for name in ("state", "code"))
        wanted = self._wanted.get(link)
        if wanted is None or self._page.who(request) != wanted.username:
            return _said("This link was not begun here.", 403)
        self._wanted.drop(link)
        if not code:
            return _said("Your calendar was not linked. You can close this page.")
        self._tokens[wanted.username] = await self._token(code, wanted.verifier)
        self._news.pop(wanted.username, anyio.Event()).set()
        return _said("Your calendar is linked. You can close this page.")

    async def _token(self, code: str, verifier: str) -> str:
        return str(
            (
                await self._asked(
                    "token",
                    data={
                        "grant_type": "authorization_code",
                        "code": code,
                        "client_id": self._client_id,
                        "redirect_uri": f"{self._base}/linked",
                        "code_verifier": verifier,
                        "resource": self._calendar,
                    },
                )
            )["access_token"]
        )

    async def _registered(self) -> str:
        """Our client id at the calendar service; we register the first time we need it."""
        if not self._client_id:
            said = await self._asked(
                "register",
                json={
                    "client_name": "IT support desk",
                    "redirect_uris": [f"{self._base}/linked"],
                    "application_type": "web",
                    "token_endpoint_auth_method": "none",
                },
            )
            self._client_id = str(said["client_id"])
        return self._client_id

    async def _asked(self, path: str, **sent: object) -> dict[str, object]:
        async with httpx2.AsyncClient(timeout=5, trust_env=False) as calendar:
            answer = await calendar.post(f"{self._calendar}/{path}", **sent)  # type: ignore[arg-type]
        answer.raise_for_status()
        found: dict[str, object] = answer.json()
        return found


def _said(text: str, status: int = 200) -> Response:
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'"}
    return HTMLResponse(f"<!doctype html><title>Calendar</title><p>{text}</p>", status, headers)
