"""A check of lessons 10 to 15 passes what is right and written in another way than the solution."""

import asyncio

import pytest

from itsupport.teaching.exercises.catalogue import exercises
from itsupport.teaching.exercises.notebooks import solution_of
from itsupport.teaching.exercises.trying import tried

ARTICLE = """
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError
from itsupport.domains.knowledge import get_article
from itsupport.errors import SupportError
from itsupport.servers import SupportServer

library = {server}("library")

@library.resource("kb://articles/{{article_id}}", mime_type="text/markdown")
def article(article_id: str) -> str:
    try:
        found = get_article(article_id)
    except SupportError:
        raise ResourceError(f"There is no article {{article_id}}") from None
    steps = [f"{{number}}. **{{step}}**" for number, step in enumerate(found["steps"], 1)]
    return "\\n".join([f"# {{found['title']}}", *steps])
"""

RIGHT = {
    "an article whose error is the SDK's own, on its server": (
        "article_at_an_address",
        ARTICLE.format(server="MCPServer"),
    ),
    "an article whose error is the SDK's own, on ours": (
        "article_at_an_address",
        ARTICLE.format(server="SupportServer"),
    ),
    "a prompt that begins with the audience": (
        "prompt_for_a_handover",
        """
from typing import Annotated
from mcp.server import MCPServer
from pydantic import Field

shift = MCPServer("shift", log_level="WARNING")

@shift.prompt()
def handover(
    ticket_id: Annotated[str, Field(description="Which ticket?")],
    audience: Annotated[str | None, Field(description="For whom?")] = None,
) -> str:
    audience = audience or "the next shift"
    return f"{audience.capitalize()} takes over {ticket_id}. What must they know?"
""",
    ),
    "a header with small letters and whole words": (
        "at_the_door",
        """
from http import HTTPStatus

def answer_at_the_door(scopes, needed, metadata):
    told = {"scope": needed, "resource_metadata": metadata}
    if scopes is not None and needed in set(scopes):
        return HTTPStatus.OK, ""
    if scopes is not None:
        told = {"error": "insufficient_scope"} | told
    header = "bearer " + ", ".join(f'{name}="{value}"' for name, value in told.items())
    return HTTPStatus.UNAUTHORIZED if scopes is None else HTTPStatus.FORBIDDEN, header
""",
    ),
    "a status and a header in a list": (
        "at_the_door",
        """
def answer_at_the_door(scopes, needed, metadata):
    where = f'scope="{needed}", resource_metadata="{metadata}"'
    if scopes is None:
        return [401, f"Bearer {where}"]
    if needed in scopes:
        return [200, ""]
    return [403, f'Bearer error="insufficient_scope", {where}']
""",
    ),
    "a cause that is found by going back": (
        "cause_of_failure",
        """
def cause(visits):
    *before, last = visits
    known = {200: "nothing", 202: "nothing", 0: "worker gone", 404: "session"}
    if last.status in known:
        return known[last.status]
    if (last.method, last.status) == ("tools/call", 400):
        for one in reversed(before):
            if one.method == "tools/call":
                return "key" if one.worker != last.worker else "something else"
    return "something else"
""",
    ),
    "a number from a store that is imported by name": (
        "queue_number",
        """
from itsupport.record_store import add, added

def queue_number(visit_id):
    for record in added("visits"):
        if record["visit_id"] == visit_id:
            return record
    return add("visits", visit_id, lambda number: {"visit_id": visit_id, "number": number})
""",
    ),
    "a comparison by its own name, within a generator": (
        "whose_token",
        """
from hmac import compare_digest

def holder(headers, tokens):
    scheme, _, given = headers.get("authorization", "").partition(" ")
    good = scheme.lower() == "bearer"
    known = ((name, token.encode()) for name, token in tokens.items())
    return next((n for n, t in known if good and compare_digest(given.encode(), t)), None)
""",
    ),
    "whole headers, compared by a function of one's own": (
        "whose_token",
        """
import secrets

def same(one, other):
    return secrets.compare_digest(one.encode("utf-8"), other.encode("utf-8"))

def holder(headers, tokens):
    scheme, blank, given = headers.get("authorization", "").partition(" ")
    for name, token in tokens.items():
        if same(scheme.lower() + blank + given, f"bearer {token}"):
            return name
""",
    ),
    "days in one form only, and windows that keep what was written": (
        "maintenance_tools",
        """
from datetime import datetime
from itertools import count
from itsupport.errors import SupportError

booked, numbers = [], count(1)

def day(text):
    try:
        return datetime.strptime(text, "%Y-%m-%d")
    except ValueError as problem:
        raise SupportError("No such day", str(problem)) from None

def schedule_maintenance(asset_id, first_day, last_day):
    first, last = day(first_day), day(last_day)
    if first > last:
        raise SupportError(f"{first_day} is behind {last_day}")
    for one in find_maintenance(asset_id)["windows"]:
        if not (last < day(one["first_day"]) or day(one["last_day"]) < first):
            raise SupportError("The machine is taken", context={"window": one})
    made = {"window_id": f"MNT-{next(numbers):03}", "asset_id": asset_id}
    booked.append(made | {"first_day": first_day, "last_day": last_day})
    return dict(booked[-1])

def find_maintenance(asset_id):
    windows = [dict(one) for one in booked if one["asset_id"] == asset_id]
    return {"windows": windows, "count": len(windows)}
""",
    ),
    "names with a port that is allowed anyway, and this machine's own": (
        "names_of_the_desk",
        """
hosts = ("desk.example.org", "desk.example.org:443", "watch.internal:8443", "localhost")
origins = {"https://portal.example.com:8443"}
""",
    ),
}


@pytest.mark.parametrize(("name", "answer"), RIGHT.values(), ids=list(RIGHT))
def test_another_right_answer_of_the_last_lessons_passes_too(name: str, answer: str) -> None:
    outcome = asyncio.run(tried(solution_of(exercises()[name].lesson), name, answer))
    assert outcome.status == "passed", outcome
