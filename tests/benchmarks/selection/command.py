"""The options of `python -m tests.benchmarks selection`."""

import argparse
from importlib import import_module

from tests.benchmarks.selection.answers import (
    asked,
    print_kinds,
    targets_hold,
    variants_hold,
)
from tests.benchmarks.selection.failures import print_failures
from tests.benchmarks.selection.growth import grows_at_most_linearly
from tests.benchmarks.selection.sameness import replies_are_the_same
from tests.benchmarks.selection.speed import is_fast
from tests.offline.cases import cases, unseen
from tests.offline.desk import Engine
from tests.offline.scoring import score
from tests.offline.variants import variants


def add_options(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--engine", default="itsupport.offline.selector.engine", metavar="MODULE")
    parser.add_argument("--practice-failures", action="store_true", help="print them and no more")
    parser.add_argument("--variant", metavar="NAME", help="with --practice-failures: in this form")
    parser.add_argument("--plot", metavar="FILE", help="draw how the cost grows with the tools")


def main(options: argparse.Namespace) -> int:
    """Measure, print, and return 1 when a target is missed."""
    engine: Engine = import_module(options.engine).answer
    if options.practice_failures:
        forms = {form.name: form.toolset for form in variants()}
        toolset = forms[options.variant] if options.variant else None
        for name in ("regression", "practice"):
            print_failures(name, score(cases(name), toolset, engine))
        for one in unseen("practice"):
            print_failures(f"never seen: {one.name}", score(one.cases, one.toolset, engine))
        return 0
    return 0 if all(_sections(engine, options.engine, options.plot)) else 1


def _sections(engine: Engine, module: str, plot: str | None) -> list[bool]:
    """Every table in turn; whether the targets of each are met."""
    answers = asked(engine)
    print_kinds(answers)
    return [
        targets_hold(answers),
        variants_hold(answers),
        replies_are_the_same(answers, module),
        is_fast(answers, module),
        grows_at_most_linearly(module, plot),
    ]
