"""The requests that a login consists of: each has a bound, and it is known which one is under way.

The SDK makes them inside the request that wants the login, without a bound of their own, and holds
up all other requests to the server until they are done.
"""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass

import httpx2
from mcp.client.auth import OAuthClientProvider

from itsupport.errors import SupportError
from itsupport.llm.addresses import shown

STEP_SECONDS = 10.0
"""How long one request of a login may take; what the person needs comes on top."""

STEPS = "itsupport.login_steps"
"""Where a request carries its `LoginSteps`, among the extensions that HTTP leaves alone."""


@dataclass
class LoginSteps:
    """The login inside one request: where it was under way last, and the bound on that."""

    bound: asyncio.Timeout
    address: str = ""

    @property
    def waits(self) -> bool:
        """Whether it was a request of the login, and no other, that went wrong."""
        return self.bound.when() is not None

    def begin(self, address: str) -> None:
        """From now on this address has to answer in time; "" ends the bound."""
        self.address = address or self.address
        in_time = asyncio.get_running_loop().time() + STEP_SECONDS
        self.bound.reschedule(in_time if address else None)


class BoundedProvider(OAuthClientProvider):
    """The SDK's login; `waits_for` is the address that it is at, or "" when none runs."""

    waits_for = ""

    async def async_auth_flow(
        self, request: httpx2.Request
    ) -> AsyncGenerator[httpx2.Request, httpx2.Response]:
        """Authenticate one request, and log in for it where that is needed."""
        steps: LoginSteps = request.extensions[STEPS]
        flow, entered = super().async_auth_flow(request), False
        try:
            outgoing = await anext(flow)  # no other flow runs until this one ends
            entered = True
            while True:
                self.waits_for = "" if outgoing is request else shown(str(outgoing.url))
                steps.begin(self.waits_for)
                response = yield outgoing
                if self.waits_for:
                    await response.aread()
                steps.begin("")  # a person may be asked now, who has a bound elsewhere
                outgoing = await flow.asend(response)
        except StopAsyncIteration:
            return
        finally:
            self.waits_for = "" if entered else self.waits_for
            await flow.aclose()


def no_answer(server: str, address: str) -> SupportError:
    """The error for a login that does not come to an end."""
    return SupportError(
        f"The login at {server} got no answer from {address}",
        f"{server} wants a login first, and that is where it was under way.",
        suggested_actions=["Try again later.", f"Ask whoever runs {address}."],
        retryable=True,
        context={"server": server, "login": address},
    )
