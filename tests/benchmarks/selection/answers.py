"""Every question on file asked once, and the tables about whether the answers are right."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from tests.benchmarks.selection.tables import heading, held, row
from tests.offline.cases import HALVES, Unseen, cases, unseen
from tests.offline.desk import Engine
from tests.offline.scoring import NO_CALL_TOO_MANY, Outcome, rate, score
from tests.offline.variants import variants

Answered = list[Outcome]


@dataclass(frozen=True)
class Answers:
    """The outcomes over our tools by file, and over each toolset never seen, by half."""

    engine: Engine
    ours: dict[str, Answered]
    unseen: dict[str, list[tuple[Unseen, Answered]]]

    def strange(self, half: str) -> Answered:
        return [outcome for _, judged in self.unseen[half] for outcome in judged]


def asked(engine: Engine) -> Answers:
    """Ask everything."""
    ours = {name: score(cases(name), engine=engine) for name in ("regression", *HALVES)}
    strange = {
        half: [(one, score(one.cases, one.toolset, engine)) for one in unseen(half)]
        for half in HALVES
    }
    return Answers(engine, ours, strange)


def print_kinds(answers: Answers) -> None:
    """Right answers by kind, in each half."""
    heading("Right answers", "kind", "practice", "put aside")
    kinds = dict.fromkeys(outcome.case["kind"] for outcome in answers.ours["practice"])
    for kind in kinds:
        row(kind, *(_share(_of_kind(answers.ours[half], kind)) for half in HALVES))
    row("all", *(_share(answers.ours[half]) for half in HALVES))
    row("tools never seen", *(_share(answers.strange(half)) for half in HALVES))


def targets_hold(answers: Answers) -> bool:
    """The targets for right answers, wrong calls and valid calls."""
    heading("Targets", "what", "measured", "target")
    good = [_at_least(100, "regression questions", answers.ours["regression"])]
    for half in HALVES:
        said = half.replace("_", " ")
        good.append(_at_least(90, f"questions, {said}", answers.ours[half]))
        good.append(_at_least(85, f"tools never seen, {said}", answers.strange(half)))
    good += [_no_wrong_call(answers, kind) for kind in NO_CALL_TOO_MANY]
    return all([*good, _valid(answers)])


def variants_hold(answers: Answers) -> bool:
    """The points lost when the tools are said in other ways, over both halves."""
    heading("Points lost when the tools change", "form", *map(_words, HALVES), "both", "target")
    good = []
    for form in variants():
        lost, fitting = [], []
        for half in HALVES:
            plain = [one for one in answers.ours[half] if form.fits(one.case)]
            other = score([one.case for one in plain], form.toolset, answers.engine)
            lost.append(sum(one.right for one in plain) - sum(one.right for one in other))
            fitting.append(len(plain))
        points = [f"{100 * less / of:.1f}" for less, of in zip(lost, fitting, strict=True)]
        both = 100 * sum(lost) / sum(fitting)
        target = f"≤ {form.most_lost}"
        good.append(held(both <= form.most_lost, target, form.name, *points, f"{both:.1f}"))
    return all(good)


def _words(name: str) -> str:
    return name.replace("_", " ")


def _of_kind(judged: Answered, kind: str) -> Answered:
    return [outcome for outcome in judged if outcome.case["kind"] == kind]


def _share(judged: Sequence[Outcome]) -> str:
    return f"{sum(one.right for one in judged)} of {len(judged)} ({rate(judged):.1f} %)"


def _at_least(percent: int, what: str, judged: Answered) -> bool:
    target = f"≥ {percent} %" if percent < 100 else "all"
    return held(rate(judged) >= percent, target, f"{what}: right", _share(judged))


def _no_wrong_call(answers: Answers, kind: str) -> bool:
    judged = [
        outcome
        for half in HALVES
        for outcome in _of_kind(answers.ours[half] + answers.strange(half), kind)
    ]
    wrong = sum(len(outcome.wrong_calls) for outcome in judged)
    measured = f"{wrong} in {len(judged)} questions"
    return held(wrong == 0, "0", f"{kind} questions: wrong calls", measured)


def _valid(answers: Answers) -> bool:
    judged = [*chain(*answers.ours.values(), *map(answers.strange, HALVES))]
    valid = sum(outcome.valid_calls for outcome in judged)
    made = valid + sum(outcome.invalid_calls for outcome in judged)
    return held(valid == made, "all", "calls that fit their schema", f"{valid} of {made}")
