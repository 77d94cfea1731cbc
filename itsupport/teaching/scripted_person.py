"""A made-up person with a browser, so that "Run All" can log in where nobody clicks.

It does what a person would do by hand: open the page, type name and password, press the button.
It visits this machine only, and it knows the passwords of the made-up people only.
"""

from html.parser import HTMLParser
from urllib.parse import urljoin

import httpx2

from itsupport.llm.addresses import is_loopback
from itsupport.orchestrator.asking import LinkRequest, UserReply, UserRequest
from itsupport.servers.authorization.made_up_passwords import MADE_UP_PASSWORDS

MAXIMUM_PAGES = 10


class ScriptedPerson:
    """Answers for a person: give it to an orchestrator as `ask_user`.

    `allows` is what they say on the sign-in page. `visited` are the pages they saw, without what
    stood behind the question mark: there are codes in it that work once.
    """

    def __init__(self, username: str, *, allows: bool = True) -> None:
        self.username, self.allows = username, allows
        self.visited: list[str] = []
        self._password = MADE_UP_PASSWORDS[username]
        no_line_kept = httpx2.Limits(max_keepalive_connections=0)  # so there is nothing to close
        self._browser = httpx2.Client(trust_env=False, timeout=10, limits=no_line_kept)

    def __repr__(self) -> str:
        return f"<ScriptedPerson {self.username}>"

    def __call__(self, request: UserRequest) -> UserReply:
        """Go where a server asks to go. Forms are for others: this person only logs in."""
        if not isinstance(request, LinkRequest):
            return UserReply("decline")
        self.visit(request.url)
        return UserReply("accept")

    def visit(self, url: str) -> httpx2.Response:
        """Open a page, fill in every sign-in form on the way, and return the last answer."""
        answer = self._get(url)
        for _ in range(MAXIMUM_PAGES):
            if answer.is_redirect:
                answer = self._get(_next_address(answer))
            elif not (answer := self._sent(answer)).is_redirect:
                break
        return answer

    def brought_back(self, url: str, return_address: str) -> str:
        """Go on until the browser is sent to `return_address`; that address, or "" when it is not.

        Nobody has to listen there.
        """
        answer = self._get(url)
        for _ in range(MAXIMUM_PAGES):
            if not answer.is_redirect:
                answer = self._sent(answer)
            if not answer.is_redirect or _next_address(answer).startswith(return_address):
                break
            answer = self._get(_next_address(answer))
        return _next_address(answer) if answer.is_redirect else ""

    def _sent(self, page: httpx2.Response) -> httpx2.Response:
        """What comes after a sign-in form was sent; a page without one stays as it is."""
        fields = form_fields(page.text)
        if not fields or page.status_code != 200:
            return page
        return self._browser.post(page.url, data=self._filled_in(fields))

    def _filled_in(self, fields: dict[str, str]) -> dict[str, str]:
        decision = "allow" if self.allows else "deny"
        return fields | {
            "username": self.username,
            "password": self._password,
            "decision": decision,
        }

    def _get(self, url: str) -> httpx2.Response:
        if not is_loopback(url):
            raise ValueError("A scripted person visits this machine only")
        self.visited.append(url.partition("?")[0])
        return self._browser.get(url)


def _next_address(answer: httpx2.Response) -> str:
    return urljoin(str(answer.url), answer.headers["location"])


def form_fields(page: str) -> dict[str, str]:
    """The names and values of a page's hidden fields; empty when it has no form."""
    reader = _FormReader()
    reader.feed(page)
    return dict(reader.hidden)


class _FormReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.hidden: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        fields = dict(attrs)
        if tag == "input" and fields.get("type") == "hidden":
            self.hidden.append((fields.get("name") or "", fields.get("value") or ""))
