"""What a person may start from: questions with gaps, which the toolbox fills in.

A prompt is chosen by a person, in a menu for example. It calls nothing; it writes the message that
the person could have typed.
"""

from typing import Annotated, Any

from mcp.server import MCPServer
from pydantic import Field

from itsupport.errors import SupportError, did_you_mean
from itsupport.servers.toolbox.file_names import check_file_name

OPERATIONS = {
    "read": 'Read the text file named "{name}".',
    "save": 'Save a text file with the name "{name}" and the text "{text}".',
    "replace": 'Save a text file with the name "{name}" and the text "{text}". Set overwrite to'
    " true: it is there already.",
}
"""What can be done with a file, and how one asks for it."""

LONGEST_TEXT = 4_000

Expression = Annotated[str, Field(description="What to work out, such as 3 * 89.90 + 12.")]
Unit = Annotated[str, Field(description="What the numbers are, such as US dollars; may be empty.")]
Operation = Annotated[str, Field(description="read, save or replace.")]
Name = Annotated[str, Field(description="The file's name, such as notes.txt.")]
Text = Annotated[str, Field(description="The text, for save and replace.")]
CityName = Annotated[str, Field(description="A city, such as Berlin.")]
DayText = Annotated[str, Field(description="A day, such as 2025-06-30; empty for today.")]


def add_prompts(server: MCPServer[Any]) -> None:
    """The prompts, by the names of their functions."""
    server.prompt(title="Work something out")(calculation)
    server.prompt(title="Do something with a file")(file_operation)
    server.prompt(title="The weather for a visit")(visit_weather)


def calculation(expression: Expression, unit: Unit = "") -> str:
    """Work out an expression with the calculate tool and say what came out."""
    in_unit = f" The numbers are {_line(unit)}." if unit.strip() else ""
    return f'Calculate "{_line(expression)}".{in_unit}'


def file_operation(operation: Operation, name: Name, text: Text = "") -> str:
    """Read, save or replace a file in the toolbox's folder."""
    if operation not in OPERATIONS:
        raise SupportError(
            f"There is no file operation {operation}",
            f"The operations are {', '.join(OPERATIONS)}.",
            suggested_actions=did_you_mean(operation, OPERATIONS),
            retryable=True,
        )
    check_file_name(name)
    if operation != "read" and not 0 < len(text.strip()) <= LONGEST_TEXT:
        raise SupportError(
            f"The operation {operation} needs a text",
            f"It may have up to {LONGEST_TEXT:,} characters.",
            suggested_actions=["Give text."],
            retryable=True,
        )
    return OPERATIONS[operation].format(name=name, text=text)


def visit_weather(city: CityName, day: DayText = "") -> str:
    """Ask for the invented weather of a city before a visit to a customer."""
    when = f" on {_line(day)}" if day.strip() else " today"
    return f"What is the made-up weather in {_line(city)}{when}? Say that it is made up."


def _line(value: str) -> str:
    """One line of bounded length: a value has no room to become a message of its own."""
    return " ".join(value.split())[:200]
