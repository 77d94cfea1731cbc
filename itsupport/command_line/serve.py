"""`serve SERVER`: one server on stdio; or one, several or all of them over HTTP."""

import argparse
import gc
import logging
import sys
from contextlib import suppress
from ipaddress import ip_address
from typing import Any

from itsupport.errors import SupportError

EXPLANATION = """\
without --http one server speaks on stdin and stdout, for the program that starts it.

with --http one server is at http://127.0.0.1:8000/mcp, and several (or all) are in one web server:
  python -m itsupport serve tickets customers --http
    /tickets/mcp  /customers/mcp  /health
Clients of both protocol revisions, 2025-11-25 and 2026-07-28, use the same addresses.

a token: one line "NAME TOKEN" for each client in a file, given with --token-file, or one token in
the variable ITSUPPORT_HTTP_TOKEN. It never belongs on the command line, where everybody on the
machine can read it. Clients send it as "Authorization: Bearer TOKEN".

account has a login of its own instead, with made-up people: an MCP client finds it by itself. Say
in ITSUPPORT_HTTP_URL how clients reach it (https://desk.example.org) when a proxy stands in front.
It is at /mcp only, with --sse too.

--workers 4 serves the same from four processes, without sessions (as --stateless). They share
  ITSUPPORT_DATABASE     the records: PostgreSQL, or a SQLite file, by default one of your own
  ITSUPPORT_STATE_KEYS   what seals questions to the user: made up at each start when left out;
                         or ITSUPPORT_STATE_KEYS_FILE, a file with them
account keeps its logins in one process, so "all" leaves it out then: serve it beside the others.
"""
ONLY_HTTP = (
    "port",
    "host",
    "workers",
    "allow_host",
    "allow_origin",
    "token_file",
    "sse",
    "stateless",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The servers, and how to reach them."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EXPLANATION
    parser.add_argument(
        "servers",
        nargs="+",
        metavar="SERVER",
        help="tickets, customers, billing, knowledge, assets, intake, toolbox, account; or all",
    )
    parser.add_argument("--http", action="store_true", help="Streamable HTTP on 127.0.0.1")
    parser.add_argument("--port", type=int, help="port for --http: 8000, or 0 for a free one")
    parser.add_argument("--host", help="another address than 127.0.0.1; needs --allow-host")
    parser.add_argument("--workers", type=int, metavar="N", help="N processes, for many users")
    parser.add_argument(
        "--allow-host",
        action="append",
        metavar="NAME",
        help="a name that clients call this machine by, such as desk.example.org",
    )
    parser.add_argument(
        "--allow-origin",
        action="append",
        metavar="ORIGIN",
        help="web pages that may use the servers, such as https://desk.example.org",
    )
    parser.add_argument("--token-file", metavar="FILE", help="let in holders of a token only")
    parser.add_argument(
        "--sse",
        action="store_true",
        help="also HTTP+SSE at /NAME/sse, deprecated, for clients from before 2025",
    )
    parser.add_argument(
        "--stateless",
        action="store_true",
        help="no sessions for clients of 2025: any worker answers, and tools cannot ask them back",
    )


def run(options: argparse.Namespace) -> int:
    """Serve until the client hangs up or Ctrl-C."""
    values = {name: getattr(options, name) for name in ONLY_HTTP}
    if given := [name for name, one in values.items() if one is not None and one is not False]:
        _http_only(given[0], options)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    if options.http:
        _over_http(options)
    else:
        [server] = _built([_only(options.servers)]).values()
        from itsupport.servers.hosting import serve_stdio

        serve_stdio(server)
    return 0


def _built(names: list[str]) -> dict[str, Any]:
    gc.disable()  # start-up makes objects that stay; looking for garbage costs a tenth of it
    from itsupport.servers import build_server

    servers = {name: build_server(name) for name in names}
    gc.freeze()
    gc.enable()
    return servers


def _http_only(name: str, options: argparse.Namespace) -> None:
    if not options.http:
        option = f"--{name.replace('_', '-')}"
        raise SupportError(f"{option} is for --http only", suggested_actions=["Add --http."])


def _only(names: list[str]) -> str:
    if len(names) == 1 and names != ["all"]:
        return names[0]
    raise SupportError(
        "A pipe carries one server",
        suggested_actions=["Add --http for several in one web server.", "Or name one server."],
    )


def _over_http(options: argparse.Namespace) -> None:
    from itsupport.servers.http.environment import chosen_names, tokens_of_environment

    logging.getLogger("itsupport.servers.http").setLevel(logging.INFO)
    host, names = options.host or "127.0.0.1", options.allow_host or []
    tokens = tokens_of_environment(options.token_file)
    if warnings := _warnings(host, names, protected=tokens is not None, sse=options.sse):
        print("\n".join(warnings), file=sys.stderr)
    where: dict[str, Any] = {
        "host": host,
        "port": 8000 if options.port is None else options.port,
        "hosts": names,
        "origins": options.allow_origin or [],
    }
    if options.workers in (None, 1):
        from itsupport.servers.http.running import serve_http

        servers = _built(chosen_names(options.servers))
        how = {"tokens": tokens, "sse": options.sse, "stateless": options.stateless}
        serve_http(servers, **where, **how)
        return
    _check_workers(options)
    from itsupport.servers.http.in_several_processes import serve_with_workers

    serve_with_workers(options.servers, options.workers, **where, token_file=options.token_file)


def _check_workers(options: argparse.Namespace) -> None:
    if options.workers < 1:
        raise SupportError("--workers is the number of processes, 1 or more")
    if options.sse:
        raise SupportError(
            "--sse is for one process only",
            "Its streams and its messages have to reach the same one.",
            suggested_actions=["Leave out --sse, or --workers."],
        )


def _warnings(host: str, names: list[str], *, protected: bool, sse: bool) -> list[str]:
    """What whoever starts it should know. Raises `SupportError` for an address without a name."""
    told = ["HTTP+SSE is deprecated: use it for old clients only, and /mcp for all others."]
    said = told if sse else []
    if _is_this_machine_only(host):
        return said
    if not names:
        raise SupportError(
            f"--host {host} needs --allow-host",
            "Other machines reach the servers at this address, and only requests that are meant "
            "for a name of this machine are answered.",
            suggested_actions=[
                "Say by which name, such as --allow-host desk.example.org.",
                "Leave --host out when only programs on this machine are to use the servers.",
            ],
        )
    login = "" if protected else " There is no --token-file: whoever reaches them may call them."
    said.append(
        f"WARNING: the servers are open to other machines, unencrypted.{login}"
        " Put a proxy that speaks HTTPS in front."
    )
    return said


def _is_this_machine_only(host: str) -> bool:
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost"
