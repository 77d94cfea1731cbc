"""Whether the offline model answered a question rightly: what a case means, said once.

A case is a JSON object: "kind"; "ask", the user's turns, of which only the last one is judged;
"tools", each of which must be called ("a|b": one of the two); "may", the harmless ones;
"arguments", what one of a tool's calls must contain; "says", "never_says", "calls" and "asks_for".
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from jsonschema import Draft202012Validator

from itsupport.offline.exchange import Call, Tool
from itsupport.offline.selector.engine import answer
from tests.offline.desk import TOOLS, Engine, Runner, Talk, run, talk

Case = dict[str, Any]
NO_CALL_TOO_MANY = ("irrelevant", "injection", "ambiguous")


@dataclass(frozen=True)
class Toolset:
    """Tools and what runs them. `there` and `back` translate texts when it speaks otherwise."""

    tools: tuple[Tool, ...] = TOOLS
    run: Runner = run
    there: Callable[[str], str] = str
    back: Callable[[str], str] = str

    @cached_property
    def validators(self) -> dict[str, Draft202012Validator]:
        formats = Draft202012Validator.FORMAT_CHECKER
        return {
            tool.name: Draft202012Validator(tool.parameters, format_checker=formats)
            for tool in self.tools
        }

    def original(self, call: Call) -> Call:
        arguments = json.loads(self.back(json.dumps(call.arguments)))
        return Call(call.id, self.back(call.name), arguments)

    def runner(self, call: Call) -> str:
        return self.there(self.run(self.original(call)))

    def accepts(self, call: Call) -> bool:
        return call.name in self.validators and self.validators[call.name].is_valid(call.arguments)


@dataclass(frozen=True)
class Outcome:
    """A case, the conversation about it, and why it is wrong; no reasons: it is right."""

    case: Case
    talk: Talk
    reasons: list[str] = field(default_factory=list)
    valid_calls: int = 0
    invalid_calls: int = 0

    @property
    def right(self) -> bool:
        return not self.reasons

    @property
    def wrong_calls(self) -> list[str]:
        return wrong_calls(self.case, self.talk)


def score(
    cases: Iterable[Case], toolset: Toolset | None = None, engine: Engine = answer
) -> list[Outcome]:
    """Ask every question and judge what came of it."""
    toolset = toolset or Toolset()
    return [_outcome(case, toolset, engine) for case in cases]


def rate(outcomes: Sequence[Outcome]) -> float:
    """The right ones of a hundred."""
    return 100 * sum(outcome.right for outcome in outcomes) / len(outcomes)


def _outcome(case: Case, toolset: Toolset, engine: Engine) -> Outcome:
    asked = [toolset.there(turn) for turn in case["ask"]]
    try:
        held = talk(*asked, tools=toolset.tools, runner=toolset.runner, engine=engine)
    except Exception as problem:  # a crash is a wrong answer to one question, not the end
        return Outcome(case, Talk(), [f"{type(problem).__name__}: {problem}{_place(problem)}"])
    made = [call for message in held.messages for call in message.calls]
    invalid = [call for call in made if not toolset.accepts(call)]
    calls = [toolset.original(call) for call in held.calls]
    held = replace(held, calls=calls, text=toolset.back(held.text))
    reasons = judge(case, held) + [f"{call.name} does not fit its schema" for call in invalid]
    return Outcome(case, held, reasons, len(made) - len(invalid), len(invalid))


def _place(problem: Exception) -> str:
    trace = problem.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f" ({trace.tb_frame.f_code.co_filename}:{trace.tb_lineno})" if trace else ""


def judge(case: Case, held: Talk) -> list[str]:
    """Why the last turn is wrong, in plain words; nothing when it is right."""
    return [*_wrong_tools(case, held), *_wrong_arguments(case, held), *_wrong_text(case, held.text)]


def wrong_calls(case: Case, held: Talk) -> list[str]:
    """The tools called in the last turn that nobody asked for."""
    allowed = {*case.get("may", [])}.union(*(entry.split("|") for entry in case["tools"]))
    return [name for name in held.names if name not in allowed]


def _wrong_tools(case: Case, held: Talk) -> list[str]:
    reasons = [
        f"{entry} was not called"
        for entry in case["tools"]
        if not set(entry.split("|")) & set(held.names)
    ]
    reasons += [f"{name} must not be called" for name in dict.fromkeys(wrong_calls(case, held))]
    made = [json.dumps(call, sort_keys=True) for call in held.plain_calls]
    reasons += [f"called twice: {call}" for call in dict.fromkeys(made) if made.count(call) > 1]
    if len(made) != case.get("calls", len(made)):
        reasons.append(f"{len(made)} calls, not {case['calls']}")
    return reasons


def _wrong_arguments(case: Case, held: Talk) -> list[str]:
    """A tool that was not called is a reason above, or another one stood in for it."""
    reasons = []
    for name, wanted in case.get("arguments", {}).items():
        given = [arguments for called, arguments in held.plain_calls if called == name]
        if given and not any(wanted.items() <= arguments.items() for arguments in given):
            reasons.append(f"{name} needs {json.dumps(wanted)}")
    return reasons


def _wrong_text(case: Case, text: str) -> list[str]:
    reasons = [f"does not say {said!r}" for said in case.get("says", []) if said not in text]
    reasons += [f"says {said!r}" for said in case.get("never_says", []) if said in text]
    wanted = case.get("asks_for")
    if wanted and not (wanted in text and "?" in text):
        reasons.append(f"does not ask for {wanted!r}")
    return reasons
