"""What is tried after a call: other words, the tools that an error recommends, missing names."""

import re
from dataclasses import replace
from typing import Any

from itsupport.offline.selector.answers.computing import joined_ids, leader_type, rows_found
from itsupport.offline.selector.answers.results import (
    hinted_ids,
    hinted_words,
    ids_in,
    listing_of,
    names_by_id,
    own_id,
)
from itsupport.offline.selector.language.spelling import near_word
from itsupport.offline.selector.language.words import common, stem, stems_of
from itsupport.offline.selector.planning.arguments import fill
from itsupport.offline.selector.planning.filling import Value, valid_arguments
from itsupport.offline.selector.planning.situation import Plan, Step
from itsupport.offline.selector.tools.cards import Card

_NAMES_ASKED = re.compile(
    r"(?<!no matter )\b"
    r"(?:(?:which|what|whose|names? of(?: the| all| those| these)?)\s+(?P<noun>\w+)"
    r"|(?P<named>\w+)(?:'s|s')? names?|who (?:owns|has|uses|does \w+ belong))\b",
    re.IGNORECASE,
)
_MOST_NAMES = 6


def retry_searches(plan: Plan) -> None:
    """Search once more with other words where a search finds nothing: fewer, or mended ones."""
    for place, step in enumerate(plan.steps):
        listing = listing_of(step.done.result) if step.done and not step.done.failure else None
        if listing is None or listing.rows or step.purpose != "answer":
            continue
        if _by_proposed_id(plan, place, step):
            continue
        for parameter in step.card.of_kind("search", "text"):
            asked = str(step.plain.get(parameter.name) or "")
            words = _other_words(asked, step.done.result if step.done else None)
            if words and words != asked:
                value = Value(words, f"instead of {asked!r}, which finds nothing")
                plan.steps[place] = replace(step, purpose="replaced")
                plan.situation.step(step.card, step.arguments | {parameter.name: value}, step.wish)
                break


def _by_proposed_id(plan: Plan, place: int, step: Step) -> bool:
    """Ask for the one thing that a tool proposes instead of a name that it does not find."""
    named = {one.name for one in step.card.parameters if one.takes_names} & step.arguments.keys()
    for parameter in step.card.ids if named and step.done else ():
        ids = hinted_ids(step.done and step.done.result, plan.situation.toolbox, parameter.type_key)
        if len(ids) == 1 and parameter.name not in step.arguments:
            kept = {name: one for name, one in step.arguments.items() if name not in named}
            value = Value(ids[0], "which the tool proposes")
            plan.steps[place] = replace(step, purpose="replaced")
            plan.situation.step(step.card, kept | {parameter.name: value}, step.wish)
            return True
    return False


def _other_words(asked: str, result: Any) -> str | None:
    """The words that a tool proposes for misspelt ones; else the ones that are not everyday."""
    words = asked.split()
    mended = [near_word(word, hinted_words(result)) or word for word in words]
    if mended != words:
        return " ".join(mended)
    rare = [word for word in words if stem(word) not in common()]
    return " ".join(rare) if rare and len(rare) < len(words) else None


def follow_up_errors(plan: Plan) -> None:
    """Try the tools that a failed call recommends, each at most once and none twice."""
    situation = plan.situation
    tried = {step.card.name for step in plan.steps}
    for step in list(plan.steps):
        failure: dict[str, Any] = (step.done and step.done.failure) or {}
        for name in failure.get("follow_up_tools") or ():
            card = situation.toolbox.card(str(name))
            if card and card.name not in tried:
                tried.add(card.name)
                _try(plan, step, card, failure)


def _try(plan: Plan, failed: Step, card: Card, failure: dict[str, Any]) -> None:
    """Call it with what the failed call was given, and look for what was not found."""
    reading = plan.situation.question.wishes[failed.wish].reading
    given = _not_at_fault(failed, card, str(failure["error"]).casefold())
    rest = [one.value for name, one in failed.arguments.items() if name not in given]
    wrong = [value for value in rest if isinstance(value, str)]
    subject = Value(" ".join(wrong), "what was not found") if wrong else None
    filling = fill(plan.situation.toolbox, card, reading, {}, subject)
    filling.values |= {name: [value] for name, value in given.items()}
    if filling.missing is None:
        arguments = valid_arguments(card, given | filling.calls()[0] | given)
        plan.situation.step(card, arguments, failed.wish, "follow-up")


def _not_at_fault(failed: Step, card: Card, error: str) -> dict[str, Value]:
    """The values that another tool takes under the same name, but for those the error names."""
    own = {one.name for one in card.parameters}
    values = {name: one for name, one in failed.arguments.items() if name in own}
    return {name: one for name, one in values.items() if str(one.value).casefold() not in error}


def name_the_joined(plan: Plan) -> None:
    """Look up what the ids of a join or of a ranking stand for, where no result has said it."""
    if plan.open_steps:
        return
    join, key = plan.situation.question.join, None
    if join is not None:
        key, wanted = join.type_key, joined_ids(plan.situation, plan.exclusions)
    else:
        key, wanted = leader_type(plan.situation)
        if key is None:
            key, wanted = _to_be_named(plan)
    getter = plan.situation.toolbox.getter(key) if key else None
    parameter = getter.takes(key) if getter and key else None
    names = names_by_id([done for turn in plan.situation.turns for done in turn.calls])
    for one in wanted:
        if getter and parameter and one not in names:
            value = Value(one, "fulfils all conditions")
            plan.situation.step(getter, {parameter.name: value}, -1, "lookup")


def _to_be_named(plan: Plan) -> tuple[str | None, list[str]]:
    """The type and ids of things in the results whose names the question asks for."""
    situation = plan.situation
    wishes = range(len(situation.question.wishes))
    rows = [row for index in wishes for row in rows_found(situation, index, plan.exclusions)]
    for match in _NAMES_ASKED.finditer(situation.question.reading.said):
        noun = match["noun"] or match["named"]
        types = situation.toolbox.named_types
        said = situation.toolbox.type_named(stems_of(noun)) if noun else None
        own = set() if match["named"] else {own_id(row) for row in rows}
        for key in sorted(types & {said} if noun else types):
            ids = [one for one in ids_in(rows, situation.toolbox, key) if one not in own]
            if ids and len(ids) <= _MOST_NAMES:
                return key, ids
    return None, []
