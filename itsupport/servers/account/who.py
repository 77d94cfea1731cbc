"""Who is asking: the person whose token came with the request.

The token was checked before any tool runs. Over stdio and in plain Python there is none, because
there is no login there: whoever started the process already has all that it can do.
"""

from mcp.server.auth.middleware.auth_context import get_access_token
from mcp.server.auth.provider import AccessToken

from itsupport.errors import SupportError
from itsupport.servers.account.scopes import READ
from itsupport.servers.authorization.people import Person, person_called


def token_in_use() -> AccessToken:
    """What the request's token says. Raises `SupportError` when there is none."""
    token = get_access_token()
    if token is None:
        raise SupportError(
            "Nobody is logged in",
            "Logging in needs HTTP: the login travels in the headers of a request.",
            suggested_actions=[
                "Start it with: python -m itsupport serve account --http",
                'Give the orchestrator its address: {"url": "http://127.0.0.1:…/mcp", '
                '"auth": "oauth"}.',
            ],
        )
    return token


def person_asking(scope: str = READ) -> Person:
    """The person who is logged in and gave this permission. Raises `SupportError` otherwise.

    The guard at the door has looked already; a tool does not rely on where it is served from.
    """
    token = token_in_use()
    person = person_called(token.subject or "")
    if person is None:
        raise SupportError("The person who logged in is not known any more")
    if scope not in token.scopes:
        raise SupportError(
            f"{person.name} has not given the permission {scope}",
            f"The permissions given are {' '.join(token.scopes) or '(none)'}.",
        )
    return person
