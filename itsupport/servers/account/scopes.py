"""What may be done with which scope: the least that a tool can do with.

A scope is a permission that a person gives to a program. Reading is asked for first; writing only
when somebody wants to write ("step-up"), so that a program never holds more than it needed.
"""

READ, WRITE = "tickets:read", "tickets:write"
SCOPES = (READ, WRITE)
"""Every scope of this server, the one that is asked for first in front."""

NEEDED = {"comment_on_ticket": WRITE}
"""The tools that need more than `READ`."""


def scope_for(tool: str) -> str:
    """The scope that a call of this tool needs, whether there is such a tool or not."""
    return NEEDED.get(tool, READ)
