"""The application as a web server with several workers wants it: a function without arguments.

Each worker makes its own from the same variables; `serve --workers` sets them and starts such
workers. Behind another web server, clients of 2025 need `ITSUPPORT_HTTP_STATELESS`, or a proxy that
sends a session to the worker that opened it.
"""

import logging
import os
from collections.abc import Collection, Iterable
from importlib.util import find_spec

from mcp.server.auth.provider import TokenVerifier
from starlette.applications import Starlette

from itsupport.errors import SupportError
from itsupport.record_store import share_a_database
from itsupport.servers.catalog import OTHER_SERVERS, SERVER_NAMES, build_server
from itsupport.servers.http.application import http_app
from itsupport.servers.http.tokens import BearerTokens

SERVERS = "ITSUPPORT_HTTP_SERVERS"
HOSTS = "ITSUPPORT_HTTP_HOSTS"
ORIGINS = "ITSUPPORT_HTTP_ORIGINS"
TOKEN = "ITSUPPORT_HTTP_TOKEN"  # noqa: S105
TOKEN_FILE = "ITSUPPORT_HTTP_TOKEN_FILE"  # noqa: S105
SSE = "ITSUPPORT_HTTP_SSE"
STATELESS = "ITSUPPORT_HTTP_STATELESS"

LOGINS = "account"
"""The server that keeps its logins, and the keys of its tokens, in the memory of its process."""


def app() -> Starlette:
    """`app_of_environment` over a database: the one that is set, else a file of our own."""
    share_a_database()
    return app_of_environment()


def app_of_environment() -> Starlette:
    """The application that the environment asks for. Raises `SupportError` for a wrong value.

    Lists have commas or spaces between their words; a switch is 1, or left out.
    """
    names = names_for_workers(_words(SERVERS) or ["all"])
    logging.getLogger("itsupport.servers.http").setLevel(logging.INFO)
    return http_app(
        {name: build_server(name) for name in names},
        hosts=_words(HOSTS),
        origins=_words(ORIGINS),
        tokens=tokens_of_environment(),
        sse=_switch(SSE),
        stateless=_switch(STATELESS),
    )


def chosen_names(words: Iterable[str]) -> list[str]:
    """The servers that are meant; `all` stands for every one that there is."""
    others = [name for name in OTHER_SERVERS if find_spec(f"itsupport.servers.{name}")]
    meant = [
        name for word in words for name in ((*SERVER_NAMES, *others) if word == "all" else [word])
    ]
    return list(dict.fromkeys(meant))


def names_for_workers(words: Collection[str]) -> list[str]:
    """The servers that are meant, without the logins; `SupportError` when those are named."""
    if LOGINS in words:
        raise SupportError(
            f"Several workers cannot serve {LOGINS}",
            "Its logins are in the memory of one process: the next worker would not know them.",
            suggested_actions=[f"Run python -m itsupport serve {LOGINS} --http beside them."],
        )
    return [name for name in chosen_names(words) if name != LOGINS]


def tokens_of_environment(path: str | None = None) -> TokenVerifier | None:
    """The tokens of a file, of the file in the environment, or the one token there; else none."""
    if path := path or os.environ.get(TOKEN_FILE):
        return BearerTokens.from_file(path)
    token = os.environ.get(TOKEN)
    return BearerTokens({"client": token}) if token else None


def _words(name: str) -> list[str]:
    return os.environ.get(name, "").replace(",", " ").split()


def _switch(name: str) -> bool:
    value = os.environ.get(name, "")
    if value not in {"", "0", "1"}:
        raise SupportError(f"{name} is {value!r}", "It is a switch.", suggested_actions=["Set 1."])
    return value == "1"
