"""The orchestrator's methods for what servers offer beside tools, as its users see them.

`desk.py` builds on this. Resources and prompts are chosen by a program or a person; nothing here
is ever offered to the model.
"""

from collections.abc import Mapping
from typing import Any

from itsupport.errors import SupportError
from itsupport.orchestrator import choosing_offers
from itsupport.orchestrator.background_loop import BackgroundLoop
from itsupport.orchestrator.prompt_questions import question_of
from itsupport.orchestrator.servers import Servers
from itsupport.orchestrator.what_was_asked import checked_text

Json = dict[str, Any]


class ReadingDesk:
    """Resources, prompts, completion, and news of changes; every method has an async twin.

    Servers that do not run are started first. All wait at most the call timeout and raise
    `SupportError`. `server` says which server is meant when two have the same.
    """

    _loop: BackgroundLoop
    _servers: Servers

    # Resources

    def list_resources(self) -> list[Json]:
        """Everything that servers list to be read: server, uri, name, mimeType and more."""
        return self._loop.run(self._list_resources())

    async def alist_resources(self) -> list[Json]:
        """`list_resources`, awaited."""
        return await self._loop.arun(self._list_resources())

    def list_resource_templates(self) -> list[Json]:
        """Addresses with gaps in them: server, uriTemplate, name and more."""
        return self._loop.run(self._list_templates())

    async def alist_resource_templates(self) -> list[Json]:
        """`list_resource_templates`, awaited."""
        return await self._loop.arun(self._list_templates())

    def read_resource(self, uri: str, server: str | None = None) -> Json:
        """Read one resource: server, uri and contents, each a `text` or a `blob` in base64."""
        return self._loop.run(self._read(uri, server))

    async def aread_resource(self, uri: str, server: str | None = None) -> Json:
        """`read_resource`, awaited."""
        return await self._loop.arun(self._read(uri, server))

    # Prompts

    def list_prompts(self) -> list[Json]:
        """Questions with gaps that servers offer: server, name, description and arguments."""
        return self._loop.run(self._list_prompts())

    async def alist_prompts(self) -> list[Json]:
        """`list_prompts`, awaited."""
        return await self._loop.arun(self._list_prompts())

    def get_prompt(
        self, name: str, arguments: Mapping[str, str] | None = None, server: str | None = None
    ) -> Json:
        """Have a server fill the gaps: server, name, description and messages."""
        return self._loop.run(self._prompt(name, arguments, server))

    async def aget_prompt(
        self, name: str, arguments: Mapping[str, str] | None = None, server: str | None = None
    ) -> Json:
        """`get_prompt`, awaited."""
        return await self._loop.arun(self._prompt(name, arguments, server))

    def question_from_prompt(
        self, name: str, arguments: Mapping[str, str] | None = None, server: str | None = None
    ) -> str:
        """The question that a prompt makes, to look at and then to give to `query`.

        Raises `SupportError` for a prompt that is more than a person's question.
        """
        return question_of(self.get_prompt(name, arguments, server))

    async def aquestion_from_prompt(
        self, name: str, arguments: Mapping[str, str] | None = None, server: str | None = None
    ) -> str:
        """`question_from_prompt`, awaited."""
        return question_of(await self.aget_prompt(name, arguments, server))

    # Completion

    def complete(
        self,
        about: str,
        argument: str,
        typed: str = "",
        known: Mapping[str, str] | None = None,
        server: str | None = None,
    ) -> Json:
        """Suggest values for an argument of a prompt (by name) or a resource template.

        `typed` is its beginning, `known` the other arguments so far. Gives values and has_more.
        """
        return self._loop.run(self._complete(about, argument, typed, known, server))

    async def acomplete(
        self,
        about: str,
        argument: str,
        typed: str = "",
        known: Mapping[str, str] | None = None,
        server: str | None = None,
    ) -> Json:
        """`complete`, awaited."""
        return await self._loop.arun(self._complete(about, argument, typed, known, server))

    # Changes

    def watch_resource(self, uri: str, server: str | None = None) -> None:
        """Ask its server to tell when this resource changes; `next_change` has the news."""
        self._loop.run(self._watch(uri, server))

    async def awatch_resource(self, uri: str, server: str | None = None) -> None:
        """`watch_resource`, awaited."""
        await self._loop.arun(self._watch(uri, server))

    def next_change(self, seconds: float | None = None) -> Json:
        """The oldest change that was not asked for yet: server, what changed, and its uri.

        Waits for one. Raises `SupportError` when none comes in this time.
        """
        return self._loop.run(self._change(seconds))

    async def anext_change(self, seconds: float | None = None) -> Json:
        """`next_change`, awaited."""
        return await self._loop.arun(self._change(seconds))

    async def _list_resources(self) -> list[Json]:
        await self._servers.start_unless_running()
        return await self._servers.offers.all_of("resources")

    async def _list_templates(self) -> list[Json]:
        await self._servers.start_unless_running()
        return await self._servers.offers.all_of("resource_templates")

    async def _list_prompts(self) -> list[Json]:
        await self._servers.start_unless_running()
        return await self._servers.offers.all_of("prompts")

    async def _read(self, uri: str, server: str | None) -> Json:
        await self._servers.start_unless_running()
        return await choosing_offers.read_resource(self._servers.offers, uri, server)

    async def _prompt(
        self, name: str, arguments: Mapping[str, str] | None, server: str | None
    ) -> Json:
        await self._servers.start_unless_running()
        return await choosing_offers.get_prompt(self._servers.offers, name, arguments, server)

    async def _complete(self, *asked: Any) -> Json:
        await self._servers.start_unless_running()
        return await choosing_offers.complete(self._servers.offers, *asked)

    async def _watch(self, uri: str, server: str | None) -> None:
        uri = checked_text("The address of a resource", uri)
        await self._servers.start_unless_running()
        offers = self._servers.offers
        server = server or await choosing_offers.server_of_resource(offers, uri)
        await self._servers.watch(offers.connection(server), uri)

    async def _change(self, seconds: float | None) -> Json:
        wait = self._servers.call_seconds if seconds is None else seconds
        try:
            return await self._servers.next_change(wait)
        except TimeoutError:
            raise SupportError(
                f"No change was heard of within {wait:g} seconds",
                "Servers tell of their lists, and of resources that are watched.",
                suggested_actions=["Watch a resource first: watch_resource(uri)."],
                retryable=True,
            ) from None
