"""A tool that needs another service's login: it sends the person to a page, and goes on after.

On 2026-07-28 the tool returns the address as something that it needs, and the client calls again.
A client of 2025-11-25 gets the address in an error of its own kind, and calls again by itself.
"""

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from mcp.server.mcpserver.context import Context
from mcp.shared.exceptions import UrlElicitationRequiredError
from mcp.types import ElicitRequest, ElicitRequestURLParams, ElicitResult, InputRequiredResult

from itsupport.errors import SupportError
from itsupport.servers.account.who import person_asking

if TYPE_CHECKING:
    from itsupport.servers.account.calendar_link import CalendarLinks

WAIT_SECONDS = 20.0
"""A client may call again as soon as the person has said yes to going there."""

ASKED = "Your calendar is at another service. Say there that the support desk may read it."
FIRST_STATELESS_ERA = "2026-07-28"


links_in_use: "ContextVar[CalendarLinks | None]" = ContextVar("itsupport_links", default=None)
"""The links of the site that the request came to; over stdio there are none."""


async def check_my_calendar(
    context: Context[Any, Any],
) -> dict[str, Any] | InputRequiredResult:
    """Show the next entries and appointments in your own calendar.

    The first time you are sent to the calendar service, to allow it there.
    """
    person, links = person_asking(), links_in_use.get()
    if links is None:
        raise SupportError("No calendar service is connected to this server")
    if not links.linked(person.username):
        answer = (context.input_responses or {}).get("calendar")
        if answer is None:
            return _ask(context, links.address_for(person.username))
        await _finished(answer, links, person.username)
    entries = await links.entries(person.username)
    return {"name": person.name, "count": len(entries), "entries": entries}


def _ask(context: Context[Any, Any], url: str) -> InputRequiredResult:
    """Raises what a client of 2025 understands, or `SupportError` when nobody can be sent there.

    A client of 2025 said what it can do in a handshake, which no request after it repeats.
    """
    by_hand = f"Open {url} in the browser in which you logged in, and ask again."
    if (context.protocol_version or "") < FIRST_STATELESS_ERA:
        visit = ElicitRequestURLParams(message=ASKED, url=url, elicitation_id=url[-32:])
        raise UrlElicitationRequiredError([visit], f"{ASKED} {by_hand}")
    capability = context.client_capabilities and context.client_capabilities.elicitation
    if not capability or capability.url is None:
        raise SupportError(
            "The calendar is not linked yet",
            "It needs a visit to a page, and this client cannot send anybody there.",
            suggested_actions=[by_hand],
            retryable=True,
        )
    visit = ElicitRequestURLParams(message=ASKED, url=url)
    return InputRequiredResult(input_requests={"calendar": ElicitRequest(params=visit)})


async def _finished(answer: Any, links: "CalendarLinks", username: str) -> None:
    """Return when the person is done. Raises `SupportError` when they said no or are not done."""
    if not isinstance(answer, ElicitResult) or answer.action != "accept":
        raise SupportError("The calendar was not linked", "The person did not want to go there.")
    if not await links.wait_until_linked(username, WAIT_SECONDS):
        raise SupportError(
            "The calendar is not linked yet",
            "The person agreed to go to the page and has not finished there.",
            suggested_actions=["Ask again when it is done."],
            retryable=True,
        )
