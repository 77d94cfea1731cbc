"""`intents`: the tool-selection test, for one model or for several side by side.

The intents come with the workbook or from a file. How the test is run and shown is in
`intents_watched` and `intent_lines`.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from itsupport.command_line.terminal import never_print_logs
from itsupport.errors import SupportError, did_you_mean

if TYPE_CHECKING:
    from itsupport.llm import Model
    from itsupport.teaching.tool_selection import Intent, Report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which intents, which models, and what to make of the results."""
    parser.add_argument(
        "file",
        nargs="?",
        metavar="FILE",
        help="your own intents: a .json file, or a .py file that defines INTENTS. A Python file "
        "is run, so give only one that you wrote or have read. Left out: the workbook's 8 × 5",
    )
    parser.add_argument(
        "--model",
        action="append",
        default=[],
        metavar="NAME",
        help="the model to test, in place of the environment's; give it twice to compare two. "
        "offline-selector-1 is the offline model, even when a key is set",
    )
    parser.add_argument(
        "--intent", action="append", default=[], metavar="NAME", help="only this intent; repeatable"
    )
    parser.add_argument("--json", action="store_true", help="print the results as JSON only")
    parser.add_argument("--plot", metavar="FILE", help="draw the rates into a .png or .svg file")
    parser.epilog = "The exit code is 0 when every variation passed, else 1."


def run(options: argparse.Namespace) -> int:
    """Ask every model every variation; 0 when all passed, else 1."""
    never_print_logs()
    intents = _chosen(options.file, options.intent)
    _check_plot(options.plot)
    models = _models(options.model)
    reports = _reports(models, intents, options.json)
    if options.plot:
        _plot(reports, options.plot)
    return 1 if any(report.failures for report in reports) else 0


def _chosen(file: str | None, names: Sequence[str]) -> "list[Intent]":
    from itsupport.teaching.tool_selection import built_in_intents, read_intents

    intents = built_in_intents() if file is None else read_intents(file)
    by_name = {intent.name.lower(): intent for intent in intents}
    for name in names:
        if name.lower() not in by_name:
            known = [intent.name for intent in intents]
            raise SupportError(
                f"There is no intent called {name!r}",
                f"The intents are: {', '.join(known)}.",
                suggested_actions=did_you_mean(name, known),
            )
    wanted = {name.lower() for name in names}
    return [intent for intent in intents if not wanted or intent.name.lower() in wanted]


def _check_plot(path: str | None) -> None:
    """Before the first question: nobody wants to learn this after the fortieth."""
    if path is None:
        return
    from itsupport.plot import check_ending

    check_ending(path)
    if not Path(path).absolute().parent.is_dir():
        raise SupportError(f"{path} cannot be written", "There is no such folder.")


def _models(names: Sequence[str]) -> "list[Model]":
    from itsupport.llm import model_from_environment, model_named

    if len(set(names)) < len(names) or not all(name.strip() for name in names):
        raise SupportError(
            "Each --model needs a name of its own",
            f"Given: {', '.join(repr(name) for name in names)}.",
        )
    return [model_named(name.strip()) for name in names] or [model_from_environment()]


def _reports(
    models: "Sequence[Model]", intents: "Sequence[Intent]", as_json: bool
) -> "list[Report]":
    """Test one model after the other and print the results."""
    from itsupport.command_line import intents_json, intents_watched

    if as_json:
        reports = [intents_watched.quiet_report(model, intents) for model in models]
        print(intents_json.written_out(reports, [_api(model) for model in models]))
        return reports
    reports = [intents_watched.shown_report(model, _api(model), intents) for model in models]
    if len(reports) > 1:
        intents_watched.show_side_by_side(reports)
    return reports


def _api(model: "Model") -> str:
    """The API through which the model is asked: "responses" or "chat"."""
    from itsupport.llm.environment import APIS

    return next(name for name, kind in APIS.items() if isinstance(model, kind))


def _plot(reports: "list[Report]", path: str) -> None:
    from itsupport.teaching.tool_selection import compare

    drawn = compare(*reports) if len(reports) > 1 else reports[0]
    drawn.plot().save(path)
    print(f"The rates are drawn in {path}.", file=sys.stderr)
