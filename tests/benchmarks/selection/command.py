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
from tests.offline.scoring import Toolset, score
from tests.offline.variants import Variant, variants

PLAIN = Variant("plain", Toolset(), 0)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--engine", default="itsupport.offline.selector.engine", metavar="MODULE")
    parser.add_argument("--practice-failures", action="store_true", help="print them and no more")
    parser.add_argument("--reveal", action="store_true", help="the same for the half put aside")
    forms = [one.name for one in [PLAIN, *variants()]]
    parser.add_argument("--variant", default="plain", choices=forms, help="failures in this form")
    parser.add_argument("--plot", metavar="FILE", help="draw how the cost grows with the tools")


def main(options: argparse.Namespace) -> int:
    """Measure, print, and return 1 when a target is missed."""
    engine: Engine = import_module(options.engine).answer
    if options.practice_failures:
        _print_failures(engine, options.variant, "regression", "practice")
    if options.reveal:
        _print_failures(engine, options.variant, "put_aside")
    if options.practice_failures or options.reveal:
        return 0
    return 0 if all(_sections(engine, options.engine, options.plot)) else 1


def _print_failures(engine: Engine, form: str, *names: str) -> None:
    (variant,) = [one for one in [PLAIN, *variants()] if one.name == form]
    for name in names:
        asked_so = [case for case in cases(name) if variant.fits(case)]
        print_failures(name, score(asked_so, variant.toolset, engine))
    for one in unseen(names[-1]):
        print_failures(f"never seen: {one.name}", score(one.cases, one.toolset, engine))


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
