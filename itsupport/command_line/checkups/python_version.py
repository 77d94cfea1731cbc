"""Is this a Python that the workbook runs on? The answer is in the package's own metadata."""

import platform
import sys
from importlib.metadata import PackageNotFoundError, metadata

from itsupport.command_line.checkups.finding import Finding


def check() -> list[Finding]:
    """One finding, with the version and the place of this Python."""
    from packaging.specifiers import SpecifierSet

    try:
        wanted = SpecifierSet(metadata("itsupport")["Requires-Python"])
    except PackageNotFoundError:
        wanted = SpecifierSet(">=3.11")
    version = platform.python_version()
    statement = f"Python {version} at {sys.executable}"
    if wanted.contains(version, prereleases=True):
        return [Finding(True, statement)]
    advice = f"The workbook needs Python {wanted}. Make a new environment with one of those."
    return [Finding(False, statement, (advice,))]
