"""The Pythons of this machine that the workbook supports, one of each version."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import which

VERSIONS = ("3.11", "3.12", "3.13")
_SAY = "import sys; print('.'.join(map(str, sys.version_info[:3])))"


def interpreters() -> dict[str, str]:
    """Full version to path, for every supported version that is found and runs."""
    found: dict[str, str] = {}
    for version in VERSIONS:
        for path in _candidates(version):
            said = _version(path)
            if said.startswith(version):
                found[said] = path
                break
    return found


def _candidates(version: str) -> Iterator[str]:
    """This Python first, then the search path, then pyenv."""
    yield sys.executable
    if on_path := which(f"python{version}"):
        yield on_path
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from map(str, sorted(root.glob(f"versions/{version}.*/bin/python"), reverse=True))


def _version(path: str) -> str:
    done = subprocess.run([path, "-c", _SAY], capture_output=True, text=True)
    return done.stdout.strip()
