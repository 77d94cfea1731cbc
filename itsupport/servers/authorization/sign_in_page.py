"""The page on which a person signs in and says yes or no to what a program wants.

Everything that came from outside is escaped. The form carries a token that is also in a cookie, so
that no other page can send it. Passwords come in the body of a POST: never in an address or a log.
"""

import hmac
import secrets
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from mcp.server.auth.provider import construct_redirect_uri
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from itsupport.servers.authorization.people import signed_in
from itsupport.servers.authorization.provider import SIGN_IN_SECONDS, Provider, WantedSignIn
from itsupport.servers.authorization.short_lived import ShortLived

MAXIMUM_WRONG_PASSWORDS = 5
SESSION_SECONDS = 8 * 60 * 60

MEANINGS = {
    "tickets:read": "read the tickets of your company",
    "tickets:write": "write comments on them, in your name",
    "calendar:read": "read your calendar",
}


class SignInPage:
    """Shows the form (GET) and takes it (POST)."""

    def __init__(self, provider: Provider) -> None:
        self._provider = provider
        service = urlsplit(provider.issuer).path.strip("/").replace("/", "-")
        self._form_cookie, self._session_cookie = f"{service}_sign_in_", f"{service}_session"
        self._only_https = provider.issuer.startswith("https:")
        self._sessions: ShortLived[str] = ShortLived(SESSION_SECONDS)

    async def show(self, request: Request) -> Response:
        """The form for one wanted sign-in, with a fresh form token."""
        wanted_id = request.query_params.get("request", "")
        wanted = self._provider.sign_ins.get(wanted_id)
        return self._form(wanted_id, wanted) if wanted else _gone()

    async def take(self, request: Request) -> Response:
        """Back to the client with a code, or with `access_denied`; or the form once more."""
        form = {name: str(value) for name, value in (await request.form()).items()}
        wanted_id = form.get("request", "")
        wanted = self._provider.sign_ins.get(wanted_id)
        cookie = request.cookies.get(self._form_cookie + wanted_id, "")
        token = form.get("form_token", "")
        if wanted is None or not token or not hmac.compare_digest(_bytes(cookie), _bytes(token)):
            return _gone()
        if form.get("decision") != "allow":
            self._provider.sign_ins.drop(wanted_id)
            return self._back(wanted, error="access_denied")
        name, password = form.get("username", ""), form.get("password", "")
        person = await run_in_threadpool(signed_in, name, password)
        if self._provider.sign_ins.get(wanted_id) is None:
            return _gone()
        if person is None:
            return self._once_more(wanted_id, wanted)
        self._provider.sign_ins.drop(wanted_id)
        code = self._provider.grants.open(wanted.client.client_id, person.username, wanted.params)
        answer = self._back(wanted, code=code.code)
        self._remember(answer, person.username)
        return answer

    def who(self, request: Request) -> str | None:
        """The user name of the person who signed in with this browser."""
        return self._sessions.get(request.cookies.get(self._session_cookie, ""))

    def _once_more(self, wanted_id: str, wanted: WantedSignIn) -> Response:
        wanted.wrong_passwords += 1
        if wanted.wrong_passwords >= MAXIMUM_WRONG_PASSWORDS:
            self._provider.sign_ins.drop(wanted_id)
            return self._back(wanted, error="access_denied")
        return self._form(wanted_id, wanted, "User name or password is wrong.")

    def _back(self, wanted: WantedSignIn, **answer: str) -> Response:
        """To the client's registered address; `iss` says who answers (RFC 9207)."""
        params = wanted.params
        url = construct_redirect_uri(
            str(params.redirect_uri), **answer, state=params.state, iss=self._provider.issuer
        )
        headers = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
        return RedirectResponse(url, status_code=303, headers=headers)

    def _remember(self, answer: Response, username: str) -> None:
        session = secrets.token_urlsafe(32)
        self._sessions.put(session, username)
        answer.set_cookie(
            self._session_cookie, session, httponly=True, samesite="lax", secure=self._only_https
        )

    def _form(self, wanted_id: str, wanted: WantedSignIn, problem: str = "") -> Response:
        token = secrets.token_urlsafe(24)
        returns_to = urlsplit(str(wanted.params.redirect_uri))
        origin = f"{returns_to.scheme}://{returns_to.netloc}"
        page = Template(Path(__file__).with_name("sign_in.html").read_text("utf-8")).substitute(
            client=escape(wanted.client.client_name or "A program without a name"),
            scopes="".join(f"<li>{escape(_meaning(s))}</li>" for s in wanted.params.scopes or []),
            returns_to=escape(origin),
            resource=escape(wanted.params.resource or ""),
            problem=f'<p class="problem" role="alert">{escape(problem)}</p>' if problem else "",
            request=escape(wanted_id),
            form_token=token,
        )
        answer = HTMLResponse(page, status_code=403 if problem else 200, headers=_guarded(origin))
        answer.set_cookie(
            self._form_cookie + wanted_id,  # another page may be open in this browser
            token,
            httponly=True,
            samesite="strict",
            max_age=SIGN_IN_SECONDS,
            secure=self._only_https,
        )
        return answer


def _guarded(origin: str) -> dict[str, str]:
    """Not to be kept, framed or sent on; the form goes here and its answer to the client."""
    # Without any referrer the form would come from the origin "null", which no server knows.
    policy = f"default-src 'none'; style-src 'unsafe-inline'; form-action 'self' {origin}"
    return {
        "Cache-Control": "no-store",
        "Content-Security-Policy": f"{policy}; frame-ancestors 'none'; base-uri 'none'",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }


def _gone() -> Response:
    text = "<p>This sign-in has expired or was not begun here. Start again from the program.</p>"
    return HTMLResponse(text, status_code=400, headers=_guarded(""))


def _meaning(scope: str) -> str:
    return f"{MEANINGS[scope]} ({scope})" if scope in MEANINGS else scope


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")
