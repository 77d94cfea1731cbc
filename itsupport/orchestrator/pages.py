"""Lists come in pages; here they are put together, as long as that ends."""

from collections.abc import Awaitable, Callable
from typing import Any

from mcp import Client
from mcp.types import Tool

from itsupport.errors import SupportError

MAXIMUM_PAGES = 100
"""A server whose list never ends must not hold up whoever asks for it."""


async def every_page(client: Client, kind: str) -> list[Any]:
    """A server's whole list of "tools", "prompts" and so on, as it is now."""
    ask: Callable[..., Awaitable[Any]] = getattr(client, f"list_{kind}")
    page = await ask(cache_mode="refresh")
    found = list(getattr(page, kind))
    for _ in range(MAXIMUM_PAGES):
        if page.next_cursor is None:
            return found
        page = await ask(cursor=page.next_cursor)
        found += getattr(page, kind)
    raise SupportError(f"The list of {kind.replace('_', ' ')} has more than {MAXIMUM_PAGES} pages")


async def all_tools(client: Client) -> list[Tool]:
    """Every page of the server's list of tools."""
    return await every_page(client, "tools")
