"""The plan: the calls that a question needs, worked out anew from all messages each time.

A call that was made is done; the others are made next. This file leaves out the answer's text.
"""

from collections.abc import Sequence
from dataclasses import replace

from itsupport.offline.selector.planning.arguments import fill
from itsupport.offline.selector.planning.asking import another_of_the_talk, question_back
from itsupport.offline.selector.planning.completing import (
    add_from_background,
    add_from_last_call,
    add_from_question,
    add_from_results,
    raise_limit,
    unnamed_id,
)
from itsupport.offline.selector.planning.filling import Value, valid_arguments
from itsupport.offline.selector.planning.follow_ups import expanded
from itsupport.offline.selector.planning.reports import add_report
from itsupport.offline.selector.planning.second_tries import (
    follow_up_errors,
    name_the_joined,
    retry_searches,
)
from itsupport.offline.selector.planning.signatures import fitting_deed, join_parts
from itsupport.offline.selector.planning.situation import Plan, Situation, Step
from itsupport.offline.selector.planning.sources import sources_for
from itsupport.offline.selector.question.identifiers import mistaken_id
from itsupport.offline.selector.question.reading import Mention
from itsupport.offline.selector.question.wishes import Wish, is_deed
from itsupport.offline.selector.tools.cards import Card
from itsupport.offline.selector.tools.schemas import Parameter


def plan_for(situation: Situation) -> Plan:
    """The plan for the current question."""
    situation.question = expanded(situation)
    plan = _plan_of(situation)
    if not plan.steps and not plan.situation.question.join and (deed := _deed(plan)):
        situation.question = replace(situation.question, wishes=(deed,))
        plan = _plan_of(situation)
    if not (plan.steps or plan.asks):
        plan.asks += map(question_back, another_of_the_talk(situation))
    join_parts(plan)
    retry_searches(plan)
    follow_up_errors(plan)
    name_the_joined(plan)
    return plan


def _plan_of(situation: Situation) -> Plan:
    plan = Plan(situation)
    for index, wish in enumerate(situation.question.wishes):
        if wish.card is not None:
            _plan_wish(plan, index, wish, wish.card)
        elif len(wish.terms) > 1 or not wish.reading.has("pronouns"):
            plan.unserved.append(wish.reading.said)
    return plan


def _deed(plan: Plan) -> Wish | None:
    """The whole turn as an order to the only tool that its values fit."""
    if not any(card.acts for card in plan.situation.toolbox.cards):
        return None
    whole = plan.situation.whole

    def calls(card: Card) -> list[Step]:
        return _calls_with(plan.situation, whole, card)

    card = fitting_deed(whole.reading, plan.situation.toolbox.cards, calls)
    return replace(whole, card=card) if card else None


def _calls_with(situation: Situation, wish: Wish, card: Card) -> list[Step]:
    """The calls that a wish would make of one tool."""
    return [step for step in _planned_with(situation, wish, card).steps if step.card is card]


def _planned_with(situation: Situation, wish: Wish, card: Card) -> Plan:
    """The plan for one wish with one tool."""
    wish = replace(wish, card=card)
    question = replace(situation.question, wishes=(wish,))
    found = Plan(replace(situation, steps=[], question=question))
    _plan_wish(found, 0, wish, card)
    return found


def _plan_wish(plan: Plan, index: int, wish: Wish, card: Card) -> None:
    situation = plan.situation
    part = wish.reading.plain[wish.reading.start : wish.reading.end]
    mistaken = mistaken_id(part, situation.toolbox)
    if unknown := [mistaken] if mistaken else _cannot_be_found(situation, wish, card):
        plan.asks += map(question_back, unknown)
        return
    sources = sources_for(card, index, situation)
    if sources.waiting or sources.lost:
        return
    card = sources.card or card
    filling = fill(situation.toolbox, card, wish.reading, sources.ids, sources.subject)
    for name, value in wish.defaults.items():
        filling.values.setdefault(name, [Value(value, "from the question before")])
    add_from_background(filling, situation)
    add_from_question(filling, situation, wish)
    add_from_last_call(filling, situation)
    add_from_results(filling, wish, situation)
    add_report(filling, wish.reading, situation.question.background)
    plan.exclusions[index] = filling.exclusions
    plan.only[index] = [
        one.value
        for one in wish.reading.of("choice")
        if one.how == "exact"
        and not (one.negated or filling.has(one.value))
        and not card.choice(one.of, one.options)
    ]
    raise_limit(situation, wish, filling)
    calls = [valid_arguments(card, arguments) for arguments in filling.calls()]
    refused = next((p for p in card.required for c in calls if p.name not in c), None)
    missing = filling.missing or refused
    unnamed = unnamed_id(situation, wish, filling)
    if unnamed and (missing is None or missing.kind == "id"):
        missing = unnamed  # "my order" is an order, whatever tool it is looked up with
    if missing is None:
        for arguments in calls:
            situation.step(card, arguments, index)
    elif (other := _that_can_be_called(situation, wish, card)) is not None:
        _plan_wish(plan, index, _taken_instead(situation, index, other), other)
    elif card.acts or not any(s.purpose == "answer" and s.wish != index for s in plan.steps):
        plan.asks.append(question_back(missing, sources.options))


def _taken_instead(situation: Situation, index: int, card: Card) -> Wish:
    """Note another tool for a wish, so that its explanation tells of that one."""
    wishes = list(situation.question.wishes)
    wishes[index] = replace(wishes[index], card=card)
    situation.question = replace(situation.question, wishes=tuple(wishes))
    return replace(wishes[index], ranked=())


def _that_can_be_called(situation: Situation, wish: Wish, card: Card) -> Card | None:
    """For something named: another tool that serves, where the best lacks a value."""
    named = wish.reading.of("name", "id", "code", "mail")
    if not named or card.acts or is_deed(wish):
        return None
    for one in wish.ranked:
        if one.relevant and not one.card.acts and one.card is not card:
            found = _planned_with(situation, replace(wish, ranked=()), one.card)
            if found.steps and not found.asks:
                return one.card
    return None


def _cannot_be_found(situation: Situation, wish: Wish, card: Card) -> list[Parameter]:
    """What a deed needs, nobody has said and no lookup would find: ask first."""
    if not card.acts or len(situation.turns) > 1 or situation.steps or wish.reading.of("name"):
        return []
    filling = fill(situation.toolbox, card, wish.reading, {})
    add_from_background(filling, situation)
    add_from_question(filling, situation, wish)
    add_report(filling, wish.reading, situation.question.background)
    unsaid = [one for one in card.required if one.name not in filling.values]
    told = situation.question.reading.mentions
    ids = [one for one in unsaid if one.kind == "id" and not _is_told(one, told)]
    others = [one for one in unsaid if one.kind != "id"]
    return [*ids, *others] if others else []


def _is_told(parameter: Parameter, told: Sequence[Mention]) -> bool:
    """Whether something said may lead to the id that a parameter takes."""
    known = (one.of == parameter.type_key for one in told if one.kind == "id")
    return any(known) or any(one.kind in ("name", "mail", "code") for one in told)


def step_of(plan: Plan, name: str) -> list[Step]:
    """The call of one tool that the request insists on, with what the question gives it."""
    card = plan.situation.toolbox.card(name)
    planned = [step for step in plan.open_steps if step.card is card]
    if card is None or planned or plan.situation.turn.calls:
        return planned
    wish = (plan.situation.question.wishes or (plan.situation.whole,))[0]
    found = _planned_with(plan.situation, wish, card)
    made = [step for step in found.open_steps if step.card is card]
    if not made:
        reading = plan.situation.question.reading
        ids = sources_for(card, 0, replace(found.situation, steps=[])).ids
        filling = fill(plan.situation.toolbox, card, reading, ids)
        given = [] if filling.missing else [valid_arguments(card, one) for one in filling.calls()]
        made = [Step(card, one, 0) for one in given if {p.name for p in card.required} <= set(one)]
    return made[:1]


def any_step(plan: Plan) -> list[Step]:
    """A call that the request insists on: of the best tool that can be called."""
    wishes = plan.situation.question.wishes or (plan.situation.whole,)
    found = (step_of(plan, ranked.card.name) for ranked in wishes[0].ranked)
    return next(filter(None, found), [])
