"""The command line: `python -m itsupport COMMAND`.

Each command is a file in `itsupport/command_line/`, imported when it is asked for, so that a
server starts without loading what only a chat needs.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from itsupport.errors import SupportError

COMMANDS = {
    "doctor": "check that everything the workbook needs works, and say what to do if not",
    "serve": "serve one domain as an MCP server",
    "chat": "ask questions in the terminal",
    "examples": "run the example questions and show the answers",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; a failure is one clear line, not a traceback."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    chosen = next((word for word in given if word in COMMANDS), None)
    parser = argparse.ArgumentParser(prog="python -m itsupport", description=__doc__.split("\n")[0])
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, purpose in COMMANDS.items():
        subparser = subparsers.add_parser(name, help=purpose, description=purpose)
        if name == chosen:
            import_module(f"itsupport.command_line.{name}").add_arguments(subparser)
    options = parser.parse_args(given)
    try:
        code: int = import_module(f"itsupport.command_line.{options.command}").run(options)
    except SupportError as problem:
        print(f"✗ {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    return code


if __name__ == "__main__":
    sys.exit(main())
