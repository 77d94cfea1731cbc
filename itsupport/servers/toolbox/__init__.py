"""A box of small tools, with resources to read and prompts to start from.

The functions work in plain Python, too: none of their files knows the protocol. They are not
domains, because they look nothing up in the support desk's records.
"""

from itsupport.servers.toolbox.calculator import calculate
from itsupport.servers.toolbox.files import read_text_file, save_text_file
from itsupport.servers.toolbox.server import build
from itsupport.servers.toolbox.small_tools import get_system_info, greet
from itsupport.servers.toolbox.weather import get_weather

__all__ = [
    "build",
    "calculate",
    "get_system_info",
    "get_weather",
    "greet",
    "read_text_file",
    "save_text_file",
]
