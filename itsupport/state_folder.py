"""Where this system keeps what programs remember for a person, such as their progress."""

import os
import sys
from pathlib import Path


def state_folder() -> Path:
    """The workbook's own folder among them; it may not exist yet."""
    if sys.platform == "win32":
        given, usual = os.environ.get("LOCALAPPDATA", ""), ("AppData", "Local")
    else:
        given, usual = os.environ.get("XDG_STATE_HOME", ""), (".local", "state")
    if given and Path(given).is_absolute():  # not everybody has a home
        return Path(given) / "itsupport"
    return Path.home().joinpath(*usual, "itsupport")
