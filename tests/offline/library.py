"""A library's five tools, which have nothing to do with a support desk, and what they give."""

import json
from typing import Any

from itsupport.offline.exchange import Call, Tool


def _tool(tool: str, about: str, needed: list[str], **properties: Any) -> Tool:
    parameters = {"type": "object", "properties": properties, "required": needed}
    return Tool(tool, about, parameters)


BOOK_ID = {"type": "string", "pattern": "^BK[0-9]{4}$", "description": "Book id."}
MEMBER_ID = {"type": "string", "description": "Member id, such as M-204."}
LIBRARY = (
    _tool(
        "find_books",
        "Find books by author, genre or words in the title.",
        [],
        author={"type": "string", "description": "Name of the author."},
        genre={"type": "string", "enum": ["crime", "poetry", "travel"]},
        query={"type": "string", "description": "Words of the title."},
    ),
    _tool("book_details", "Give everything about one book.", ["book_id"], book_id=BOOK_ID),
    _tool(
        "list_loans",
        "List the books that a member has borrowed, with the day they are due.",
        ["member_id"],
        member_id=MEMBER_ID,
        late_only={"type": "boolean", "description": "Only late loans."},
    ),
    _tool(
        "find_members",
        "Find members of the library by name.",
        [],
        name={"type": "string", "description": "Name of the member or a part of it."},
        member_id=MEMBER_ID,
    ),
    _tool(
        "reserve_room",
        "Reserve a reading room for a day.",
        ["room_number", "day"],
        room_number={"type": "integer", "minimum": 1, "maximum": 20},
        day={"type": "string", "format": "date"},
    ),
)
BOOK = {"book_id": "BK0042", "title": "Night Train", "genre": "crime"}
MEMBER = {"member_id": "M-204", "name": "Ada Novak"}
LOAN = {"book_id": "BK0042", "title": "Night Train", "due": "2025-06-12"}


def run_library(call: Call) -> str:
    results: dict[str, Any] = {
        "find_books": {"count": 1, "books": [BOOK]},
        "book_details": BOOK | {"pages": 310},
        "list_loans": {"count": 1, "loans": [LOAN]},
        "find_members": {"count": 1, "members": [MEMBER]},
        "reserve_room": {"room_number": 4, "reserved": True},
    }
    return json.dumps(results[call.name])
