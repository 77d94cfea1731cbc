"""What a server offers, page by page: a list of tools may come in many."""

from mcp import Client
from mcp.types import Tool

from itsupport.errors import SupportError

MAXIMUM_PAGES = 100
"""A server whose list of tools never ends must not hold up the start."""


async def all_tools(client: Client) -> list[Tool]:
    """Every page of the server's list of tools."""
    page = await client.list_tools()
    tools = list(page.tools)
    for _ in range(MAXIMUM_PAGES):
        if page.next_cursor is None:
            return tools
        page = await client.list_tools(cursor=page.next_cursor)
        tools += page.tools
    raise SupportError(f"The list of tools has more than {MAXIMUM_PAGES} pages")
