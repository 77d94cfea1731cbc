"""Is every package installed that the workbook requires, in a version that it works with?"""

from importlib.metadata import PackageNotFoundError, requires, version
from typing import TYPE_CHECKING

from itsupport.command_line.checkups.finding import INSTALL, Finding
from itsupport.command_line.checkups.typed_command import this_python

if TYPE_CHECKING:
    from packaging.requirements import Requirement


def check() -> list[Finding]:
    """One finding per package that is missing or of a wrong version, or one for all."""
    try:
        required = _required()
    except PackageNotFoundError:
        advice = f"In the workbook's folder, run: {this_python('-m pip install -e .')}"
        return [Finding(False, "The package itsupport is not installed", (advice,))]
    wrong = [finding for one in required if (finding := _fault(one))]
    names = ", ".join(f"{one.name} {version(one.name)}" for one in required) if not wrong else ""
    return wrong or [Finding(True, f"{len(required)} packages as required: {names}")]


def _required() -> "list[Requirement]":
    """What the package itself needs to run; what only its developers need is left out."""
    from packaging.requirements import Requirement

    all_of_them = [Requirement(line) for line in requires("itsupport") or []]
    return [one for one in all_of_them if not one.marker or one.marker.evaluate({"extra": ""})]


def _fault(required: "Requirement") -> Finding | None:
    try:
        installed = version(required.name)
    except PackageNotFoundError:
        return Finding(False, f"The package {required.name} is missing", (INSTALL,))
    if required.specifier.contains(installed, prereleases=True):
        return None
    statement = f"{required.name} {installed} is installed, and {required.specifier} is needed"
    return Finding(False, statement, (INSTALL,))
