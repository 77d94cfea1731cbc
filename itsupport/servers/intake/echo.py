"""The simplest tool there is: what comes in goes out. It shows a call with nothing around it."""

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from itsupport.dual_mode import dual_mode

Text = Annotated[
    str, Field(max_length=10_000, description="Any text, such as hello.", examples=["hello"])
]


class Echo(TypedDict):
    """The same text."""

    text: str


@dual_mode
def echo(text: Text) -> Echo:
    """Give back the text that was sent, to test the connection."""
    return Echo(text=text)
