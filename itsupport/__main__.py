"""The command line: `python -m itsupport COMMAND`.

Each command is a file in `itsupport/command_line/`, imported when it is asked for, so that a
server starts without loading what only a chat needs.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from itsupport.command_line.terminal import mark, never_fail_on_letters

COMMANDS = {
    "doctor": "check that everything the workbook needs works, and say what to do if not",
    "serve": "serve MCP servers: one on stdio, one or all of them over HTTP",
    "chat": "ask questions in the terminal",
    "examples": "run the example questions and show the answers",
    "intents": "test whether a model calls the right tools, and compare models",
    "grade": "grade a folder of submissions, or check the workbook's own solutions",
    "database": "show, fill or empty the database that several processes share",
    "model": "serve the offline model to any OpenAI client on this machine",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; a failure is one clear line, not a traceback."""
    never_fail_on_letters()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(given)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # whoever read the output, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as problem:
        if sys.flags.dev_mode:
            raise
        print(f"{mark(False, sys.stderr)} {_explained(problem)}", file=sys.stderr)
        return 1


def _run(given: list[str]) -> int:
    options = _read(given)
    code: int = import_module(f"itsupport.command_line.{options.command}").run(options)
    return code


def _read(given: list[str]) -> argparse.Namespace:
    """Only the command that is asked for is imported to say which arguments it takes."""
    chosen = next((word for word in given if word in COMMANDS), None)
    parser = argparse.ArgumentParser(prog="python -m itsupport", description=__doc__.split("\n")[0])
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, purpose in COMMANDS.items():
        subparser = subparsers.add_parser(name, help=purpose, description=purpose)
        if name == chosen:
            import_module(f"itsupport.command_line.{name}").add_arguments(subparser)
    return parser.parse_args(given)


def _explained(problem: Exception) -> str:
    """`SupportError` is not imported: the doctor must run where that fails."""
    if hasattr(problem, "envelope"):
        return str(problem)
    if isinstance(problem, ImportError):
        return f"{problem}\n  → python -m itsupport doctor says which package to install"
    kind = type(problem).__name__
    return (
        f"A fault in the workbook: {kind}: {problem}\n  → python -X dev -m itsupport … says where"
    )


if __name__ == "__main__":
    sys.exit(main())
