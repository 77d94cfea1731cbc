"""The plan: the calls that a question needs, worked out anew from all messages each time.

A call that was made is done; the others are made next. This file leaves out the answer's text.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from itsupport.offline.arguments import Filling, Value, fill
from itsupport.offline.checking import completed, faults
from itsupport.offline.joins import joined_ids
from itsupport.offline.schemas import Parameter
from itsupport.offline.sources import Situation, Step, resolver, sources_for
from itsupport.offline.toolbox import Card
from itsupport.offline.turns import Done
from itsupport.offline.wishes import Question, Wish, wish_at
from itsupport.offline.words import listed, stems_of

_EVERY = re.compile(r"\b(all|every|each|complete list)\b", re.IGNORECASE)


@dataclass
class Plan:
    """The steps for all wishes; `asks` are questions back, `exclusions` go by wish."""

    situation: Situation
    asks: list[str] = field(default_factory=list)
    exclusions: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
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
    situation.question = _expanded(situation)
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
    plan.exclusions[index] = filling.exclusions
    _raise_limit(situation.question, wish, card, filling)
    if missing := _missing(card, filling):
        plan.asks.append(_ask(missing))
        return
    for arguments in filling.calls(card):
        situation.step(card, _valid(card, arguments), index)


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


def _expanded(situation: Situation) -> Question:
    """The question with what follows from the conversation: repeats, and everything about x."""
    question = situation.question
    if len(situation.turns) > 1 and (repeats := _repeats(situation)):
        return replace(question, wishes=tuple(repeats), join=None)
    if question.everything and question.wishes:
        return replace(question, wishes=tuple(_everything(situation, question.wishes[0])))
    return question


def _repeats(situation: Situation) -> list[Wish]:
    """The calls of the last question again, with new values: "same for …", "only the … ones"."""
    reading = situation.question.reading
    wish = wish_at(reading, situation.toolbox, (0, len(reading.plain)))
    values = reading.ids or reading.choices or reading.periods or reading.names
    again = any(word.stem in listed("counts") for word in reading.words)
    if not (values or again) or any(term.alternatives for term in wish.terms):
        return []
    last = next((turn for turn in reversed(situation.turns[:-1]) if turn.calls), None)
    found: list[Wish] = []
    for done in last.calls if last else ():
        if card := _card_for_repeat(situation, done, wish):
            defaults = _kept_arguments(card, done, wish)
            repeat = replace(wish, card=card, defaults=defaults, repeats=True)
            if repeat not in found:
                found.append(repeat)
    return found


def _card_for_repeat(situation: Situation, done: Done, wish: Wish) -> Card | None:
    """The same tool, or else one about the same things, that takes the new values."""
    toolbox, reading = situation.toolbox, wish.reading
    same = toolbox.card(done.name)
    if same is None or done.failure:
        return None
    for card in [same, *toolbox.alike(same)]:
        ids = {one.type_key: [Value(one.value, "")] for one in wish.reading.ids}
        filling = fill(card, wish.reading, ids, None)
        searched = {one.name for one in card.of_kind("search")}
        if set(filling.values) - searched or filling.exclusions:
            return card
        if not (reading.ids or reading.choices or reading.periods or reading.names):
            return card
        if card.id_parameters and any(one.sure for one in wish.reading.names):
            return card
    return None


def _kept_arguments(card: Card, done: Done, wish: Wish) -> dict[str, Any]:
    new_ids = bool(wish.reading.ids or wish.reading.names)
    kept = {one.name for one in card.parameters if not (new_ids and one.kind == "id")}
    return {name: value for name, value in done.arguments.items() if name in kept}


def _everything(situation: Situation, wish: Wish) -> list[Wish]:
    """One wish per tool that tells something of its own about a thing."""
    toolbox = situation.toolbox
    types = [one.type_key for one in wish.reading.ids]
    types = types or [key for key in toolbox.type_nouns if resolver(toolbox, key)]
    if not types:
        return [wish]
    type_key = types[0]
    cards = [card for card in toolbox.cards if card.takes(type_key)]
    chosen = [toolbox.getter(type_key)]
    chosen += [card for card in cards if [one.type_key for one in card.required] == [type_key]]
    for other, nouns in toolbox.type_nouns.items():
        lists = [
            c for c in cards if toolbox.main_types[c.name] == other != type_key and not c.required
        ]
        if lists:
            chosen.append(max(lists, key=lambda card: _plainness(card, nouns)))
    distinct = dict.fromkeys(card.name for card in chosen if card)
    return [replace(wish, card=toolbox.card(name)) for name in distinct]


def _plainness(card: Card, nouns: frozenset[str]) -> tuple[int, int]:
    """How little a tool's name says besides the noun; ties go to the wider one."""
    name = stems_of(card.name)
    return sum(s in nouns or s in listed("weak") for s in name) - len(name), len(card.parameters)


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
