"""Which servers to start, written as every MCP host writes it.

    {"mcpServers": {
        "tickets": {"command": "python", "args": ["-m", "itsupport", "serve", "tickets"]},
        "elsewhere": {"url": "http://127.0.0.1:8000/mcp"},
        "with a login": {"url": "https://…/mcp", "auth": "oauth"},
        "known there": {"url": "https://…/mcp", "auth": {"client_id": "…", "client_secret": "…"}}}}

The outer key may be left out, and a server object of this process may stand in place of an entry.
Keys that other hosts add (such as "disabled") are passed over.
"""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mcp.server import MCPServer
from mcp.server.lowlevel import Server

from itsupport.errors import SupportError
from itsupport.orchestrator.headers import checked_headers

SUPPORT_DESK = Path(__file__).with_name("support_desk.json")
"""The five servers of the workbook, as any MCP host would be told of them."""


@dataclass(frozen=True, slots=True)
class StdioServer:
    """A program to start and talk to over its stdin and stdout."""

    command: str
    args: list[str] = field(default_factory=list)
    env: dict[str, str] = field(default_factory=dict)
    cwd: str | None = None


@dataclass(frozen=True, slots=True)
class KnownClient:
    """How this program was registered by hand where the server's logins are.

    The `issuer` is who registered it: with one, nobody else gets to see the secret.
    """

    client_id: str
    client_secret: str | None = field(default=None, repr=False)
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class HttpServer:
    """A server that already runs, at a Streamable HTTP address. Headers may hold a secret."""

    url: str
    headers: dict[str, str] = field(default_factory=dict, repr=False)
    oauth: bool = False
    known_client: KnownClient | None = None


@dataclass(frozen=True, slots=True)
class LocalServer:
    """A server object in this process."""

    server: Any


ServerSpecification = StdioServer | HttpServer | LocalServer


def support_desk() -> dict[str, ServerSpecification]:
    """The five support servers on stdio."""
    return specifications(json.loads(SUPPORT_DESK.read_text("utf-8")))


def specifications(servers: Mapping[str, Any]) -> dict[str, ServerSpecification]:
    """Read a mapping of server names to entries. Raises `SupportError` naming the wrong entry."""
    entries = servers.get("mcpServers", servers) if isinstance(servers, Mapping) else None
    if not isinstance(entries, Mapping) or not entries or not all(map(_is_text, entries)):
        raise SupportError(
            "No servers are given",
            "Servers are a mapping of names to entries, as in an MCP host's configuration.",
            suggested_actions=['Write {"tickets": {"command": …, "args": […]}}, or leave it out.'],
        )
    return {name: _specification(name, entry) for name, entry in entries.items()}


def _specification(name: str, entry: Any) -> ServerSpecification:
    match entry:
        case HttpServer():
            checked_headers(name, entry.headers)
            return entry
        case StdioServer() | LocalServer():
            return entry
        case MCPServer() | Server():
            return LocalServer(entry)
        case {"command": str(command), **rest}:
            return _stdio(name, command, rest)
        case {"url": str(url), **rest} if url.startswith(("http://", "https://")):
            headers = checked_headers(name, _strings(name, "headers", rest.get("headers", {})))
            auth = rest.get("auth")
            known = _known_client(auth)
            return HttpServer(url, headers, bool(known) or _wants_oauth(name, auth), known)
    raise SupportError(
        f"The entry of the server {name} cannot be used",
        f"It is {_outline(entry)}.",
        suggested_actions=[
            'Give it a "command" (with "args"), or a "url" that starts with http.',
            "Or give a server object such as build_server('tickets').",
        ],
    )


def _stdio(name: str, command: str, rest: Mapping[Any, Any]) -> StdioServer:
    """ "python" means the Python that runs this, wherever that is installed."""
    args = rest.get("args", [])
    if not isinstance(args, list) or not all(isinstance(item, str) for item in args):
        raise SupportError(f'"args" of the server {name} is not a list of texts')
    if not isinstance(rest.get("cwd", ""), str | None):
        raise SupportError(f'"cwd" of the server {name} is not the path of a folder')
    return StdioServer(
        command=sys.executable if command == "python" else command,
        args=args,
        env=_own_settings() | _strings(name, "env", rest.get("env", {})),
        cwd=rest.get("cwd"),
    )


def _known_client(auth: Any) -> KnownClient | None:
    """Hosts differ in how they write it: client_id, clientId, CLIENT_ID."""
    given = auth if isinstance(auth, Mapping) else {}
    said = {str(key).lower().replace("_", ""): value for key, value in given.items()}
    match {"clientsecret": None, "issuer": None} | said:
        case {
            "clientid": str(identifier),
            "clientsecret": str() | None as secret,
            "issuer": str() | None as issuer,
        } if identifier:
            return KnownClient(identifier, secret, issuer)
    return None


def _wants_oauth(name: str, auth: Any) -> bool:
    if auth is None or auth == "oauth":
        return auth is not None
    raise SupportError(
        f'"auth" of the server {name} cannot be used',
        "The only kind of login is OAuth.",
        suggested_actions=[
            'Write "auth": "oauth", or leave it out.',
            'A program that is registered there says so: "auth": {"client_id": "…"}.',
            'A token that you have already goes into "headers": {"Authorization": "Bearer …"}.',
        ],
    )


def _own_settings() -> dict[str, str]:
    """Children inherit next to nothing; they need the day, the data and the folder of the parent.

    The database's URL may hold a password: it goes where only the child can read it.
    """
    own = ("ITSUPPORT_TODAY", "ITSUPPORT_DATA", "ITSUPPORT_DATABASE", "ITSUPPORT_TOOLBOX")
    return {name: os.environ[name] for name in (*own, "XDG_STATE_HOME") if name in os.environ}


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _strings(name: str, key: str, value: Any) -> dict[str, str]:
    if isinstance(value, Mapping) and all(isinstance(item, str) for item in value.values()):
        return dict(value)
    raise SupportError(f'"{key}" of the server {name} is not a mapping of names to texts')


def _outline(entry: Any) -> str:
    """What was given, without values: they may be secrets."""
    if isinstance(entry, Mapping):
        return f"a mapping with the keys {', '.join(map(str, entry)) or '(none)'}"
    return f"of type {type(entry).__name__}"
