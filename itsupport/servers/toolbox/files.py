"""The tools `save_text_file` and `read_text_file`, and the address of a file as a resource."""

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from itsupport.dual_mode import dual_mode
from itsupport.servers.toolbox import box
from itsupport.servers.toolbox.file_names import LONGEST_NAME, FileName

FILES = "toolbox://files/"
"""What the address of every saved file starts with; its name follows."""

FileText = Annotated[
    str,
    Field(
        min_length=1,
        max_length=box.MAXIMUM_BYTES,
        description="The whole text to save, at most 65,536 bytes in UTF-8.",
        examples=["Call TechCorp back on Monday."],
    ),
]
Overwrite = Annotated[
    bool, Field(description="true to write over a file of this name; otherwise it stays.")
]


SavedName = Annotated[
    str,
    Field(
        min_length=1,
        max_length=LONGEST_NAME,
        description="The name of a saved file, such as notes.txt. No folders.",
        examples=["notes.txt"],
    ),
]
"""Without a pattern: for a name that nobody has, the answer says which there are."""


class SavedFile(TypedDict):
    """What was stored. `new` is false when a file of this name was written over."""

    name: str
    uri: str
    bytes: int
    new: bool


class TextFile(TypedDict):
    """A saved file with its text."""

    name: str
    uri: str
    text: str


@dual_mode
def save_text_file(name: FileName, text: FileText, overwrite: Overwrite = False) -> SavedFile:
    """Save a text under a name in the toolbox's own folder.

    Use it to keep notes or a draft for later. A file of the same name stays as it is unless
    overwrite is true. There is no way to write to any other folder.
    """
    new = box.save(name, text, overwrite=overwrite)
    return SavedFile(name=name, uri=FILES + name, bytes=len(text.encode()), new=new)


@dual_mode
def read_text_file(name: SavedName) -> TextFile:
    """Read a text that was saved with save_text_file, by its name.

    There is no way to read any other file.
    """
    return TextFile(name=name, uri=FILES + name, text=box.read(name))
