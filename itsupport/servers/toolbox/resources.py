"""What the toolbox offers to be read: what it can do, how it is used, and the saved files.

A resource is for the program or the person in front, who choose what to read; the model has tools.
"""

import inspect
import json
from collections.abc import Callable
from typing import Any

from mcp.server import MCPServer

from itsupport.dual_mode import input_schema
from itsupport.servers.toolbox import box
from itsupport.servers.toolbox.calculator import calculate
from itsupport.servers.toolbox.expressions import MAXIMUM_LETTERS
from itsupport.servers.toolbox.file_names import ENDINGS, check_file_name
from itsupport.servers.toolbox.files import FILES, read_text_file, save_text_file
from itsupport.servers.toolbox.small_tools import get_system_info, greet
from itsupport.servers.toolbox.weather import CITIES, get_weather

TOOLS = (greet, calculate, get_system_info, get_weather, save_text_file, read_text_file)

EXAMPLES = """# How the toolbox is used

| You want | Call |
|---|---|
| a sum | `calculate(expression="3 * 89.90 + 12")` |
| a percentage | `calculate(expression="249.00 * 19 / 100")` |
| to keep a note | `save_text_file(name="notes.txt", text="Call back on Monday.")` |
| to change it | `save_text_file(name="notes.txt", text="Done.", overwrite=true)` |
| to read it | `read_text_file(name="notes.txt")`, or the resource `toolbox://files/notes.txt` |
| invented weather | `get_weather(city="Berlin", day="2025-06-30")` |
"""


def add_resources(server: MCPServer[Any]) -> None:
    """Two resources that are always there, and a template for the files."""
    server.resource(
        "toolbox://capabilities",
        name="capabilities",
        title="What the toolbox can do",
        description="The tools with their arguments, and the limits, as JSON.",
        mime_type="application/json",
    )(capabilities)
    server.resource(
        "toolbox://examples",
        name="examples",
        title="How the toolbox is used",
        description="A call for each thing that one may want, as Markdown.",
        mime_type="text/markdown",
    )(examples)
    server.resource(
        FILES + "{name}",
        name="saved file",
        title="A saved file",
        description="The text of a file that was saved with save_text_file, by its name.",
        mime_type="text/plain",
    )(saved_file)


def capabilities() -> str:
    """Read from the tools themselves, so that it cannot say anything else than they do."""
    found = {
        "tools": {tool.__name__: _outline(tool) for tool in TOOLS},
        "limits": {
            "expression_characters": MAXIMUM_LETTERS,
            "file_bytes": box.MAXIMUM_BYTES,
            "files": box.MAXIMUM_FILES,
            "file_endings": list(ENDINGS),
            "cities": list(CITIES),
        },
    }
    return json.dumps(found, indent=2, ensure_ascii=False)


def examples() -> str:
    """A table of calls."""
    return EXAMPLES


def saved_file(name: str) -> str:
    """The text of one file."""
    check_file_name(name)
    return box.read(name)


def _outline(tool: Callable[..., Any]) -> dict[str, Any]:
    first, *_ = (inspect.getdoc(tool) or "").splitlines()
    return {"purpose": first, "arguments": list(input_schema(tool).get("properties", {}))}
