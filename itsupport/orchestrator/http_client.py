"""An HTTP client that says what an HTTP answer means: 401, 403, a redirect, a crash.

The SDK turns such answers into "Server returned an error response", and a login that fails ends
the whole connection. Here each becomes a JSON-RPC error with our envelope in it, which the call
that it belongs to gets to read.
"""

import asyncio
import json
from typing import Any

import httpx2
from mcp.client.auth import OAuthFlowError, OAuthRegistrationError

from itsupport.errors import SupportError
from itsupport.llm.addresses import shown
from itsupport.orchestrator.bounded_answers import bounded
from itsupport.orchestrator.login.steps import STEPS, LoginSteps, no_answer

HTTP_REFUSED = -32_060
"""Our own code for "the answer was not MCP"; no server sends it."""


class ServerHttpClient(httpx2.AsyncClient):
    """A client for one MCP server."""

    async def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
        """Send; what goes wrong with a message comes back as an answer to that message."""
        steps = LoginSteps(asyncio.timeout(None))
        request.extensions[STEPS] = steps
        if request.method != "POST":
            async with steps.bound:
                return await super().send(request, **options)
        try:
            async with steps.bound:
                answer = await super().send(request, **options)
            answer = await bounded(answer)
        except (SupportError, OAuthFlowError) as problem:
            return _as_answer(request, 401, login_problem(request, problem))
        except (TimeoutError, httpx2.TransportError):
            if not steps.waits:
                raise
            return _as_answer(request, 401, no_answer(shown(str(request.url)), steps.address))
        ended = answer.status_code == 404 and "mcp-session-id" in request.headers
        if answer.status_code < 300 or ended or await _is_json_rpc(answer):
            return answer
        await answer.aclose()
        return _as_answer(request, 400, http_problem(request, answer))


def login_problem(request: httpx2.Request, problem: Exception) -> SupportError:
    """A login that failed. What a server said is not repeated: it may hold a code or a token."""
    if isinstance(problem, SupportError):
        return problem
    actions = ["Ask whoever runs the server.", "Try again later."]
    if isinstance(problem, OAuthRegistrationError):
        actions[:0] = ['Register this program there by hand, and write "auth": {"client_id": "…"}.']
    return SupportError(
        f"Logging in at {shown(str(request.url))} failed",
        f"The server and its authorization server did not play by the rules of OAuth "
        f"({type(problem).__name__}).",
        suggested_actions=actions,
        retryable=True,
    )


def http_problem(request: httpx2.Request, answer: httpx2.Response) -> SupportError:
    """What an HTTP status says about a message, and what to do."""
    where, status = shown(str(request.url)), answer.status_code
    error, reason, actions = _meaning(status, answer, "authorization" in request.headers)
    return SupportError(
        f"{where} {error}",
        f"It answered with HTTP {status}{f': {reason}' if reason else ''}.",
        suggested_actions=actions,
        retryable=status >= 500,
        context={"status": status},
    )


def _meaning(status: int, answer: httpx2.Response, token: bool) -> tuple[str, str, list[str]]:
    entry = '{"url": …, "auth": "oauth"}'
    match status:
        case 401 if token:
            return (
                "does not accept the token",
                "it is wrong, expired or for another server",
                ['Put a new token into "headers", or log in: ' + entry],
            )
        case 401:
            return ("wants a login", "", ["Let the orchestrator log in: " + entry])
        case 403:
            return (
                "does not allow this",
                "the login or token does not reach that far",
                ["Log in with more rights, or ask whoever runs the server."],
            )
        case 404:
            return ("has no MCP server at this path", "", ["Look at the path: is /mcp missing?"])
        case _ if 300 <= status < 400:
            target = answer.headers.get("location", "")
            place = shown(str(answer.url.join(target))) if target else "nowhere"
            return (
                "sends elsewhere",
                f"it points to {place}, and tokens do not follow",
                [f"Write {place} as the url, if you trust it."],
            )
        case 429:
            return ("has too much to do", "", ["Wait, and try again."])
        case _ if status >= 500:
            return ("has failed", "", ["Read the log of the server.", "Try again later."])
        case _:
            return ("did not understand", "", ["Is an MCP server at this address?"])


async def _is_json_rpc(answer: httpx2.Response) -> bool:
    """Whether a refusal is a JSON-RPC error, which the SDK understands itself."""
    if not answer.headers.get("content-type", "").lower().startswith("application/json"):
        return False
    try:
        content = json.loads(await answer.aread())
    except (ValueError, RecursionError, httpx2.HTTPError, httpx2.StreamError):
        return False
    return isinstance(content, dict) and "jsonrpc" in content and "error" in content


def _as_answer(request: httpx2.Request, status: int, problem: SupportError) -> httpx2.Response:
    error = {"code": HTTP_REFUSED, "message": problem.envelope["error"], "data": problem.envelope}
    body = {"jsonrpc": "2.0", "id": None, "error": error}
    return httpx2.Response(status, json=body, request=request)
