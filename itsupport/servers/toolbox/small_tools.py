"""Two tools of a few lines: a greeting, and what machine this is, said coarsely.

`get_system_info` leaves out what would help an attacker or name a person: no user, no path, no
host name, no exact version of the system.
"""

import os
import platform
from typing import Annotated, Literal

from pydantic import Field, StringConstraints
from typing_extensions import TypedDict

from itsupport.dual_mode import dual_mode
from itsupport.unicode import printable

PersonName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=80),
    Field(description="The name of the person to greet, such as Ada.", examples=["Ada"]),
]
Language = Annotated[
    Literal["english", "german", "french", "spanish"],
    Field(description="The language of the greeting."),
]
HELLO = {"english": "Hello", "german": "Hallo", "french": "Bonjour", "spanish": "Hola"}
FAMILIES = {"Windows": "Windows", "Linux": "Linux", "Darwin": "macOS"}
CORE_CLASSES = {1: "1", 4: "2 to 4", 8: "5 to 8", 16: "9 to 16"}


class Greeting(TypedDict):
    """A greeting for one person."""

    greeting: str


class SystemInfo(TypedDict):
    """The machine that the server runs on, in coarse words."""

    os_family: Literal["Windows", "Linux", "macOS", "other"]
    python_version: str
    processor_cores: str


@dual_mode
def greet(name: PersonName, language: Language = "english") -> Greeting:
    """Greet a person by name, in one of four languages.

    Use it when somebody asks to be greeted, or to see whether the server answers at all.
    """
    return Greeting(greeting=f"{HELLO[language]}, {' '.join(printable(name).split())}!")


@dual_mode
def get_system_info() -> SystemInfo:
    """Tell which kind of machine the toolbox server runs on: system family, Python, cores.

    Use it for questions about the server itself. It says nothing about a customer's machines: for
    those use lookup_asset.
    """
    major, minor, *_ = platform.python_version_tuple()
    cores = os.cpu_count() or 1
    kinds = [word for most, word in CORE_CLASSES.items() if cores <= most]
    return SystemInfo(
        os_family=FAMILIES.get(platform.system(), "other"),  # type: ignore[typeddict-item]
        python_version=f"{major}.{minor}",
        processor_cores=kinds[0] if kinds else "more than 16",
    )
