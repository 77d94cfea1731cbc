"""The offline model: from an exchange to the next reply, without any state between the two.

Reading, ranking, planning and writing have files of their own; this one puts them in a row.
"""

import hashlib
import re
from datetime import date
from typing import Any

from itsupport.offline.exchange import Call, Exchange, Reply
from itsupport.offline.selector.answers.results import ids_in, names_by_id, shapes_seen
from itsupport.offline.selector.answers.writing import abilities, sentence, written
from itsupport.offline.selector.checking import completed, faults
from itsupport.offline.selector.conversation import Turn, system_text, turns_of
from itsupport.offline.selector.language.named_days import day_of, day_stated_in
from itsupport.offline.selector.planning.plan import any_step, plan_for, step_of
from itsupport.offline.selector.planning.situation import Plan, Situation, Step
from itsupport.offline.selector.question.choosing import Chooser
from itsupport.offline.selector.question.identifiers import mistaken_id
from itsupport.offline.selector.question.read import read
from itsupport.offline.selector.question.told import things_told
from itsupport.offline.selector.question.understanding import understood
from itsupport.offline.selector.question.wishes import is_courtesy
from itsupport.offline.selector.tools.toolbox import Toolbox, toolbox_of

MOST_ROUNDS = 9  # the tenth is for the answer
_THANKS = re.compile(r"\b(?:thank\w*|thx|cheers|great|perfect|awesome)\b", re.IGNORECASE)


def answer(exchange: Exchange) -> Reply:
    """The next reply: calls to make, or the text that answers."""
    toolbox = toolbox_of(exchange.tools)
    plan = planned(exchange, toolbox)
    if plan is None:
        return Reply(sentence(f"Hello! {abilities(toolbox)}"))
    steps = _allowed(exchange, plan)
    if steps:
        return Reply("", tuple(_call(plan, step) for step in steps))
    return Reply(_text(plan, toolbox))


def planned(exchange: Exchange, toolbox: Toolbox) -> Plan | None:
    """The plan for the last question; None when nobody has asked anything."""
    turns = turns_of(exchange.messages)
    if not turns:
        return None
    before = [done for turn in turns[:-1] for done in turn.calls]
    known = {name: identifier for identifier, name in names_by_id(before).items()}
    stated = "\n".join([system_text(exchange.messages), *(turn.question for turn in turns)])
    today = day_stated_in(stated) or toolbox.example_day
    seen, told = shapes_seen(before, toolbox), things_told(turns[:-1], toolbox)
    reading = read(turns[-1].question, toolbox, today, known, seen, told, _day_before(turns))
    chooser = Chooser(toolbox, _types_before(turns, toolbox), _subject(turns, toolbox))
    return plan_for(Situation(chooser, turns, understood(chooser, reading)))


def _day_before(turns: list[Turn]) -> date | None:
    """The day that the question before was about."""
    calls = turns[-2].calls if len(turns) > 1 else []
    given = [value for done in calls for value in done.arguments.values()]
    days = [day for one in given if isinstance(one, str) and (day := day_of(one[:10]))]
    return days[-1] if days else None


def _subject(turns: list[Turn], toolbox: Toolbox) -> str | None:
    """The type of the things that the last answer was about."""
    calls = [done for turn in turns[:-1] for done in turn.calls]
    return toolbox.subjects.get(calls[-1].name) if calls else None


def _types_before(turns: list[Turn], toolbox: Toolbox) -> set[str]:
    """The types of the ids that the question before was about."""
    given = [done.arguments for done in turns[-2].calls] if len(turns) > 1 else []
    return {key for key in toolbox.nouns if ids_in(given, toolbox, key)}


def _allowed(exchange: Exchange, plan: Plan) -> list[Step]:
    """The calls to make now, as far as the request and the number of rounds allow."""
    steps = plan.open_steps
    if exchange.tool_choice == "none" or plan.situation.turn.rounds >= MOST_ROUNDS:
        return []
    if exchange.tool_choice == "required" and not plan.situation.turn.calls:
        steps = steps or any_step(plan)
    if exchange.tool_choice not in ("auto", "required"):
        steps = step_of(plan, exchange.tool_choice)
    steps = [step for step in steps if not faults(_arguments(step), step.card.tool.parameters)]
    return steps if exchange.parallel_calls else steps[:1]


def _arguments(step: Step) -> dict[str, Any]:
    return completed(step.plain, step.card.tool.parameters)


def _call(plan: Plan, step: Step) -> Call:
    place = f"{len(plan.situation.turns)}/{plan.situation.turn.rounds}"
    digest = hashlib.sha256(f"{place}/{step.card.name}/{sorted(step.plain.items())}".encode())
    return Call(f"call_{digest.hexdigest()[:24]}", step.card.name, _arguments(step))


def _text(plan: Plan, toolbox: Toolbox) -> str:
    reading = plan.situation.question.reading
    if any(step.done for step in plan.steps):
        return written(plan)
    if plan.asks:
        return sentence(" ".join(dict.fromkeys(plan.asks)))
    mistaken = None if reading.of("id") else mistaken_id(reading.text, toolbox)
    if mistaken:
        example = next(iter(mistaken.examples), mistaken.noun)
        return sentence(f"That is not an id that I know. It should look like {example}.")
    if plan.open_steps:
        names = ", ".join(f"`{step.card.name}`" for step in plan.open_steps)
        return sentence(f"I would call {names}, but this request allows no more calls.")
    if is_courtesy(reading):
        thanks = len(plan.situation.turns) > 1 or _THANKS.search(reading.text)
        return sentence("You are welcome." if thanks else f"Hello! {abilities(toolbox)}")
    if not any(wish.terms for wish in plan.situation.question.wishes):
        return sentence(abilities(toolbox))
    return sentence(f"No tool here serves that. {abilities(toolbox)}")
