"""The plan: the calls that a question needs, worked out anew from all messages each time.

A call that was made is done; the others are made next. This file leaves out the answer's text.
"""

import re
from dataclasses import dataclass, field, replace

from itsupport.offline.selector.arguments import fill
from itsupport.offline.selector.cards import Card
from itsupport.offline.selector.checking import completed, faults
from itsupport.offline.selector.fields import add_from_results
from itsupport.offline.selector.filling import Filling, Value
from itsupport.offline.selector.joins import joined_ids
from itsupport.offline.selector.repeats import expanded, wish_of
from itsupport.offline.selector.schemas import Parameter
from itsupport.offline.selector.situation import Situation, Step
from itsupport.offline.selector.sources import sources_for
from itsupport.offline.selector.wish import Question, Wish

_EVERY = re.compile(r"\b(all|every|each|complete list)\b", re.IGNORECASE)


@dataclass
class Plan:
    """The steps for all wishes; `asks` are questions back.

    By wish, `exclusions` are (parameter, value) that its rows must not have, and `only` are values
    that its rows must have where they occur at all: what the tool could not be told.
    """

    situation: Situation
    asks: list[str] = field(default_factory=list)
    exclusions: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    only: dict[int, list[str]] = field(default_factory=dict)
    unserved: list[str] = field(default_factory=list)

    @property
    def steps(self) -> list[Step]:
        return self.situation.steps

    @property
    def open_steps(self) -> list[Step]:
        """The calls to make now, each once, in order."""
        found: dict[str, Step] = {}
        for step in self.steps:
            if step.done is None:
                found.setdefault(step.card.name + repr(sorted(step.plain.items())), step)
        return list(found.values())


def plan_for(situation: Situation) -> Plan:
    """The plan for the current question."""
    plan = Plan(situation)
    situation.question = expanded(situation)
    for index, wish in enumerate(situation.question.wishes):
        if wish.card is None:
            if len(wish.terms) > 1 or not wish.reading.says_it:
                plan.unserved.append(wish.text)
        else:
            _plan_wish(plan, index, wish, wish.card)
    _follow_up_errors(plan)
    _name_the_joined(plan)
    return plan


def _plan_wish(plan: Plan, index: int, wish: Wish, card: Card) -> None:
    situation = plan.situation
    sources = sources_for(card, index, situation)
    if sources.waiting or sources.lost:
        return
    if sources.card is not None:
        card = sources.card
    main_type = situation.toolbox.main_types[card.name]
    filling = fill(card, wish.reading, sources.ids, sources.subject, main_type)
    for name, value in wish.defaults.items():
        filling.values.setdefault(name, [Value(value, "from the question before")])
    add_from_results(card, wish.reading, situation, filling)
    plan.exclusions[index] = filling.exclusions
    plan.only[index] = [
        one.value
        for one in wish.reading.choices
        if one.how == "exact" and not one.negated and not card.accepts(one)
    ]
    _raise_limit(situation.question, wish, card, filling)
    if missing := _missing(card, filling):
        if other := _other_card(situation, wish, card):
            _plan_wish(plan, index, replace(wish, card=other), other)
        else:
            plan.asks.append(_ask(missing))
        return
    for arguments in filling.calls(card):
        situation.step(card, _valid(card, arguments), index)


def _other_card(situation: Situation, wish: Wish, card: Card) -> Card | None:
    """A tool about the same things that nearly fits as well and lacks nothing."""
    alike = situation.toolbox.alike(card)
    best = max((one.score for one in wish.ranked), default=0.0)
    for ranked in wish.ranked:
        near = ranked.relevant and ranked.score > best - 2.0 and ranked.card in alike
        if near and not ranked.card.required and fill(ranked.card, wish.reading, {}).values:
            return ranked.card
    return None


def step_of(plan: Plan, name: str) -> list[Step]:
    """The call of one tool that the request insists on, with what the question gives it."""
    card = plan.situation.toolbox.card(name)
    planned = [step for step in plan.open_steps if step.card is card]
    if card is None or planned or plan.situation.turn.calls:
        return planned
    found = Plan(replace(plan.situation, steps=[]))
    wishes = plan.situation.question.wishes or (wish_of(plan.situation),)
    _plan_wish(found, 0, replace(wishes[0], card=card), card)
    return found.open_steps[:1]


def any_step(plan: Plan) -> list[Step]:
    """A call that the request insists on: of the best tool that can be called."""
    wishes = plan.situation.question.wishes or (wish_of(plan.situation),)
    for ranked in wishes[0].ranked:
        if steps := step_of(plan, ranked.card.name):
            return steps
    return []


def _missing(card: Card, filling: Filling) -> Parameter | None:
    return next((one for one in card.required if one.name not in filling.values), None)


def _valid(card: Card, arguments: dict[str, Value]) -> dict[str, Value]:
    """The arguments without optional ones that the schema would refuse."""
    plain = {name: value.value for name, value in arguments.items()}
    schema = card.tool.parameters
    bad = faults(completed(plain, schema), schema)
    return {name: value for name, value in arguments.items() if name not in bad}


def _raise_limit(question: Question, wish: Wish, card: Card, filling: Filling) -> None:
    """Ask for as many results as there may be when all of them count."""
    counts = question.join or filling.exclusions or _EVERY.search(wish.reading.text)
    if not counts and not {"many"} & {word.stem for word in wish.reading.words}:
        return
    for parameter in card.of_kind("whole"):
        highest = (card.tool.parameters["properties"][parameter.name] or {}).get("maximum")
        if highest and "limit" in parameter.stems and parameter.name not in filling.values:
            filling.add(parameter, highest, "as many as the tool allows")


def _ask(parameter: Parameter) -> str:
    example = next(iter(parameter.examples), None)
    such_as = f", such as {example}" if example else ""
    if parameter.kind == "id":
        return f"Which {parameter.noun} do you mean? Please tell me its id{such_as}."
    if parameter.kind == "choice":
        return f"Which {parameter.noun} do you mean: {', '.join(parameter.choices)}?"
    hint = f" ({parameter.description.rstrip('.')})" if parameter.description else such_as
    return f"What should I take for {parameter.noun}{hint}?"


def _follow_up_errors(plan: Plan) -> None:
    """Try the tools that a failed call recommends, each at most once and none twice."""
    situation = plan.situation
    tried = {step.card.name for step in plan.steps}
    for step in [one for one in plan.steps if one.done and one.done.failure]:
        assert step.done is not None
        failure = step.done.failure or {}
        for name in failure.get("follow_up_tools") or ():
            card = situation.toolbox.card(str(name))
            if card and card.name not in tried:
                tried.add(card.name)
                _try(plan, step, card)


def _try(plan: Plan, failed: Step, card: Card) -> None:
    reading = plan.situation.question.wishes[failed.wish].reading
    wrong = [value.value for value in failed.arguments.values() if isinstance(value.value, str)]
    subject = Value(" ".join(wrong), "what was not found") if wrong else None
    filling = fill(card, reading, {}, subject)
    if _missing(card, filling) is None:
        for arguments in filling.calls(card)[:1]:
            plan.situation.step(card, _valid(card, arguments), failed.wish, "follow-up")


def _name_the_joined(plan: Plan) -> None:
    """Look up what the ids of a join stand for, where no result has said it."""
    join = plan.situation.question.join
    if join is None or plan.open_steps:
        return
    getter = plan.situation.toolbox.getter(join.type_key)
    parameter = getter and getter.takes(join.type_key)
    if getter and parameter:
        for one in joined_ids(plan.situation, plan.exclusions).unnamed:
            value = Value(one, "fulfils all conditions")
            plan.situation.step(getter, {parameter.name: value}, -1, "lookup")
