"""`model`: the offline model as a server that any OpenAI client on this machine can use."""

import argparse

from itsupport.llm.addresses import is_loopback

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}  # noqa: S104
"""Hosts that mean every network of this machine, and the address for a client on it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--port", type=int, default=8010, help="8010, or 0 for a free one")
    parser.add_argument("--host", default="127.0.0.1", help="127.0.0.1: this machine only")


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    from itsupport.listening import listen
    from itsupport.offline.server import model_server

    listener = listen(options.host, options.port)
    print(directions(options.host, listener.getsockname()[1]), flush=True)
    model_server(options.host).run(sockets=[listener])
    return 0


def directions(host: str, port: int) -> str:
    """What to set in other programs, and a warning where other machines are let in."""
    from itsupport.offline.service.replies import MODEL_NAME

    own = EVERYWHERE.get(host, host)
    url = f"http://{f'[{own}]' if ':' in own else own}:{port}/v1"
    settings = {"OPENAI_BASE_URL": url, "OPENAI_API_KEY": "any", "OPENAI_MODEL": MODEL_NAME}
    bash = " ".join(f"{name}={value}" for name, value in settings.items())
    powershell = "; ".join(f'$env:{name}="{value}"' for name, value in settings.items())
    return f"""\
The offline model listens at {url} (Ctrl-C ends it)
{_WARNING if host in EVERYWHERE or not is_loopback(url) else ""}
It selects tools and is no language model. Any key will do. In the programs that shall use it:

  bash        export {bash}
  PowerShell  {powershell}
  Python      client = openai.OpenAI(base_url="{url}", api_key="any")

Where a proxy is set (HTTP_PROXY, ALL_PROXY), your own clients also need the following; the
workbook's do not:

  bash        export NO_PROXY=127.0.0.1,localhost
  PowerShell  $env:NO_PROXY="127.0.0.1,localhost"
"""


_WARNING = """
WARNING: this is open to other machines. Whoever reaches this one can use the model, without a key
and without encryption. Leave --host out to keep it to yourself.
"""
