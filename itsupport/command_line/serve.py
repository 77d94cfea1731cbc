"""`serve DOMAIN`: one domain as an MCP server, on stdio or over HTTP on this machine."""

import argparse
import gc
import logging

from itsupport.errors import SupportError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The domain, and how to reach it."""
    parser.add_argument("domain", help="tickets, customers, billing, knowledge or assets")
    parser.add_argument("--http", action="store_true", help="Streamable HTTP on 127.0.0.1")
    parser.add_argument("--port", type=int, help="port for --http: 8000, or 0 for a free one")


def run(options: argparse.Namespace) -> int:
    """Serve until the client hangs up or Ctrl-C."""
    if options.port is not None and not options.http:
        raise SupportError("--port is for --http only", suggested_actions=["Add --http."])
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    gc.disable()  # start-up makes objects that stay; looking for garbage costs a tenth of it
    from itsupport.servers import build_server
    from itsupport.servers.hosting import serve_http, serve_stdio

    server = build_server(options.domain)
    gc.freeze()
    gc.enable()
    if options.http:
        serve_http(server, 8000 if options.port is None else options.port)
    else:
        serve_stdio(server)
    return 0
