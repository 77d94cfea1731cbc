"""A login step by step in plain HTTP requests, to see what a library does for you.

Each method is one step, and keeps what it learned for the next. A real client uses the SDK's
`OAuthClientProvider`, which does all of them; the orchestrator does, too.
"""

import hashlib
import re
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx2

from itsupport.teaching.scripted_person import ScriptedPerson

RETURN_ADDRESS = "http://127.0.0.1:9/callback"
"""Where the browser is sent back to. Nothing listens there: the steps read the address instead."""

CLIENT = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientInfo": {"name": "lesson", "version": "1.0.0"},
    "io.modelcontextprotocol/clientCapabilities": {},
}


def tool_call(
    tool: str, arguments: Mapping[str, Any] | None = None
) -> tuple[dict[str, str], dict[str, Any]]:
    """The headers and the body of a tool call over HTTP, as the 2026 era writes them."""
    headers = {
        "Accept": "application/json, text/event-stream",
        "MCP-Protocol-Version": "2026-07-28",
        "Mcp-Method": "tools/call",
        "Mcp-Name": tool,
    }
    parameters = {"name": tool, "arguments": dict(arguments or {}), "_meta": CLIENT}
    return headers, {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": parameters}


class PlainLogin:
    """One client of one account server."""

    def __init__(self, base: str) -> None:
        self.mcp_url = f"{base}/account/mcp"
        self.http = httpx2.Client(trust_env=False, timeout=10)
        self.resource: dict[str, Any] = {}
        self.server: dict[str, Any] = {}
        self.client_id = self.verifier = self.state = ""
        self.tokens: dict[str, Any] = {}

    def __enter__(self) -> "PlainLogin":
        return self

    def __exit__(self, *problem: object) -> None:
        self.http.close()

    def __repr__(self) -> str:
        return f"<PlainLogin {'with' if self.tokens else 'without'} a token>"

    def call(
        self, tool: str, arguments: Mapping[str, Any] | None = None, token: str | None = None
    ) -> httpx2.Response:
        """Call a tool, with the token of this login or with another one."""
        token = self.tokens.get("access_token") if token is None else token
        headers, body = tool_call(tool, arguments)
        headers |= {"Authorization": f"Bearer {token}"} if token else {}
        return self.http.post(self.mcp_url, json=body, headers=headers)

    def discover(self) -> None:
        """From the 401 to what protects the server, and to who gives out its tokens."""
        refused = self.call("login", token="")
        asked = re.search('resource_metadata="([^"]*)"', refused.headers["www-authenticate"])
        assert asked, "the refusal says where to read on"
        self.resource = self.http.get(asked[1]).json()
        issuer = urlsplit(self.resource["authorization_servers"][0])
        well_known = "/.well-known/oauth-authorization-server"
        address = issuer._replace(path=f"{well_known}{issuer.path}").geturl()
        self.server = self.http.get(address).json()

    def register(self, **changes: Any) -> httpx2.Response:
        """Get a client id for this program."""
        wanted = {
            "client_name": "Lesson 12",
            "redirect_uris": [RETURN_ADDRESS],
            "application_type": "native",
            "token_endpoint_auth_method": "none",
        }
        answer = self.http.post(self.server["registration_endpoint"], json=wanted | changes)
        self.client_id = answer.json().get("client_id", "")
        return answer

    def authorization_request(self, scope: str = "tickets:read", **changes: Any) -> dict[str, Any]:
        """What the browser takes to the authorization server; `None` leaves a field out."""
        self.verifier, self.state = secrets.token_urlsafe(48), secrets.token_urlsafe(16)
        wanted = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": RETURN_ADDRESS,
            "state": self.state,
            "code_challenge": challenge(self.verifier),
            "code_challenge_method": "S256",
            "resource": self.resource["resource"],
            "scope": scope,
        }
        return {name: value for name, value in (wanted | changes).items() if value is not None}

    def ask(self, wanted: Mapping[str, Any]) -> httpx2.Response:
        """The first answer of the authorization server, before anybody signs in."""
        return self.http.get(self.server["authorization_endpoint"], params=dict(wanted))

    def authorize(self, person: ScriptedPerson, wanted: Mapping[str, Any]) -> dict[str, str]:
        """A person signs in; what the browser brings back, such as the code."""
        address = httpx2.URL(self.server["authorization_endpoint"], params=dict(wanted))
        return dict(parse_qsl(urlsplit(person.brought_back(str(address), RETURN_ADDRESS)).query))

    def exchange(self, code: str, **changes: Any) -> httpx2.Response:
        """The code and the verifier against tokens."""
        sent = {
            "grant_type": "authorization_code",
            "code": code,
            "client_id": self.client_id,
            "redirect_uri": RETURN_ADDRESS,
            "code_verifier": self.verifier,
            "resource": self.resource["resource"],
        }
        return self._tokens(sent | changes)

    def refresh(self, refresh_token: str) -> httpx2.Response:
        """New tokens for a refresh token."""
        sent = {
            "grant_type": "refresh_token",
            "refresh_token": refresh_token,
            "client_id": self.client_id,
            "resource": self.resource["resource"],
        }
        return self._tokens(sent)

    def log_in(self, person: ScriptedPerson, scope: str = "tickets:read") -> None:
        """All of it."""
        brought = self.authorize(person, self.authorization_request(scope))
        assert brought["state"] == self.state, "the answer is to our own question"
        self.exchange(brought["code"]).raise_for_status()

    def log_out(self) -> httpx2.Response:
        """Give the refresh token back; the grant and all its tokens end."""
        sent = {"token": self.tokens["refresh_token"], "client_id": self.client_id}
        return self.http.post(self.server["revocation_endpoint"], data=sent)

    def _tokens(self, sent: dict[str, Any]) -> httpx2.Response:
        sent = {name: value for name, value in sent.items() if value is not None}
        answer = self.http.post(self.server["token_endpoint"], data=sent)
        if answer.status_code == 200:
            self.tokens = answer.json()
        return answer


def challenge(verifier: str) -> str:
    """The half of PKCE that may be seen: the verifier's SHA-256 in URL-safe Base64, no padding."""
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
