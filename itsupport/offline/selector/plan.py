"""The plan: the calls that a question needs, worked out anew from all messages each time.

A call that was made is done; the others are made next. This file leaves out the answer's text.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from itsupport.offline.selector.arguments import Filling, Value, fill
from itsupport.offline.selector.checking import completed, faults
from itsupport.offline.selector.computing import joined_ids, leader_type
from itsupport.offline.selector.follow_ups import expanded
from itsupport.offline.selector.ranking import referred_type
from itsupport.offline.selector.results import hinted_words, listing_of, names_by_id, texts_under
from itsupport.offline.selector.schemas import Parameter
from itsupport.offline.selector.situation import Situation, Step
from itsupport.offline.selector.sources import sources_for
from itsupport.offline.selector.spelling import near_word
from itsupport.offline.selector.tools import Card
from itsupport.offline.selector.wishes import Wish
from itsupport.offline.selector.words import Word, common, listed, says_little, stem, synonyms

_IT_TAKES = re.compile(r"\bit (?:takes?|took|is possible)\b", re.IGNORECASE)
_EVERY = re.compile(
    r"\b(all|every|each|complete list|how many|most|fewest|least|total|sum)\b", re.I
)


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
        if wish.card is not None:
            _plan_wish(plan, index, wish, wish.card)
        elif len(wish.terms) > 1 or not wish.reading.has("pronouns"):
            plan.unserved.append(wish.reading.said)
    _retry_searches(plan)
    _follow_up_errors(plan)
    _name_the_joined(plan)
    return plan


def _plan_wish(plan: Plan, index: int, wish: Wish, card: Card) -> None:
    situation = plan.situation
    sources = sources_for(card, index, situation)
    if sources.waiting or sources.lost:
        return
    card = sources.card or card
    filling = fill(situation.toolbox, card, wish.reading, sources.ids, sources.subject)
    for name, value in wish.defaults.items():
        filling.values.setdefault(name, [Value(value, "from the question before")])
    _add_from_results(filling, wish, situation)
    _add_from_background(filling, situation)
    _add_from_question(filling, situation)
    plan.exclusions[index] = filling.exclusions
    plan.only[index] = [
        one.value
        for one in wish.reading.of("choice")
        if one.how == "exact" and not one.negated and not card.choice(one.of, one.options)
    ]
    _raise_limit(situation, wish, filling)
    calls = [_valid(card, arguments) for arguments in filling.calls()]
    refused = next((p for p in card.required for c in calls if p.name not in c), None)
    missing = filling.missing or refused or _unnamed(situation, wish, filling)
    if missing is None:
        for arguments in calls:
            situation.step(card, arguments, index)
    elif other := _other_card(situation, wish, card):
        _plan_wish(plan, index, replace(wish, card=other), other)
    elif not any(step.purpose == "answer" and step.wish != index for step in plan.steps):
        plan.asks.append(_ask(missing))


def _unnamed(situation: Situation, wish: Wish, filling: Filling) -> Parameter | None:
    """The id to ask for when one thing is meant and nobody has said which: "the invoice", "it"."""
    searched = {p.name for p in filling.card.of_kind("search")}
    vague = set(filling.values) <= searched and all(w.stem in common() for w in wish.reading.words)
    told = filling.values and not (vague and wish.reading.has("singular"))
    if _IT_TAKES.search(wish.reading.said):
        return None
    if told or wish.repeats or wish.reading.of("id", "name", "mail", "code", "period"):
        return None
    part = wish.reading.part(*wish.clause) if any(wish.clause) else wish.reading
    key = referred_type(part, situation.toolbox)
    if key is None or (key == "" and not (part.has("singular") and _alone(situation))):
        return None
    wanted = key or situation.toolbox.subjects[filling.card.name]
    asked = filling.card.takes(wanted) if wanted else None
    getter = situation.toolbox.getter(key) if key else None
    asked = asked or (getter.takes(key) if getter and key else None)
    others = (*filling.card.ids, *filling.card.of_kind("search")) if key == "" else ()
    return asked or next(iter(others), None)


def _alone(situation: Situation) -> bool:
    """Whether nothing that was said or found before can be meant by "it"."""
    return len(situation.turns) == 1 and not situation.steps


def _other_card(situation: Situation, wish: Wish, card: Card) -> Card | None:
    """A tool about the same things that nearly fits as well and lacks nothing."""
    kinds = situation.toolbox.main_types
    best = max((one.score for one in wish.ranked), default=0.0)
    for ranked in wish.ranked:
        alike = kinds[ranked.card.name] == kinds[card.name] and ranked.card is not card
        near = ranked.relevant and ranked.score > best - 2.0
        if alike and near and not ranked.card.required:
            filling = fill(situation.toolbox, ranked.card, wish.reading, {})
            if filling.values and filling.missing is None:
                return ranked.card
    return None


def step_of(plan: Plan, name: str) -> list[Step]:
    """The call of one tool that the request insists on, with what the question gives it."""
    card = plan.situation.toolbox.card(name)
    planned = [step for step in plan.open_steps if step.card is card]
    if card is None or planned or plan.situation.turn.calls:
        return planned
    found = Plan(replace(plan.situation, steps=[]))
    wish = replace((plan.situation.question.wishes or (plan.situation.whole,))[0], card=card)
    found.situation.question = replace(plan.situation.question, wishes=(wish,))
    _plan_wish(found, 0, wish, card)
    made = [step for step in found.open_steps if step.card is card]
    if not made:
        reading = plan.situation.question.reading
        ids = sources_for(card, 0, replace(found.situation, steps=[])).ids
        filling = fill(plan.situation.toolbox, card, reading, ids)
        given = [] if filling.missing else [_valid(card, one) for one in filling.calls()]
        made = [Step(card, one, 0) for one in given if {p.name for p in card.required} <= set(one)]
    return made[:1]


def any_step(plan: Plan) -> list[Step]:
    """A call that the request insists on: of the best tool that can be called."""
    wishes = plan.situation.question.wishes or (plan.situation.whole,)
    found = (step_of(plan, ranked.card.name) for ranked in wishes[0].ranked)
    return next(filter(None, found), [])


def _add_from_results(filling: Filling, wish: Wish, situation: Situation) -> None:
    """Required texts that the question leaves out, from its results or those it speaks of."""
    turns = situation.turns[-2:] if wish.reading.has("pronouns") else situation.turns[-1:]
    for parameter in filling.card.required:
        if parameter.kind == "text" and parameter.name not in filling.values:
            for turn in reversed(turns):
                for value in list(texts_under(turn.calls, parameter.stems)):
                    filling.add(parameter, value, f"the {parameter.noun} in the results")


def _is_telling(word: Word) -> bool:
    """Whether a word of a story says what it is about: "screen", not "it is broken again"."""
    empty = listed("chatter") | listed("courtesy") | listed("verbs")
    return not says_little(word.stem) and word.stem not in synonyms() and word.stem not in empty


def _add_from_question(filling: Filling, situation: Situation) -> None:
    """Required values that another part of the question says."""
    missing = [p for p in filling.card.required if p.name not in filling.values and p.kind != "id"]
    told = (
        fill(situation.toolbox, filling.card, situation.question.reading, {}) if missing else None
    )
    for parameter in filling.card.ids:
        if parameter.required and not parameter.shape and parameter.name not in filling.values:
            for mention in situation.question.reading.of("number")[:1]:
                filling.add(parameter, str(int(mention.value)), "a number in the question")
    for parameter in missing:
        for value in (told.values if told else {}).get(parameter.name, ()):
            filling.add(parameter, value.value, value.origin)


def _add_from_background(filling: Filling, situation: Situation) -> None:
    """The words to search for from the story before: "My screen is black. What can I do?"."""
    background, searches = situation.question.background, filling.card.of_kind("search")
    telling = background and any(_is_telling(word) for word in background.words)
    if background and not filling.values:
        told = fill(situation.toolbox, filling.card, background, {})
        for one in filling.card.of_kind("mail", "text"):
            for value in told.values.get(one.name, ()):
                filling.add(one, value.value, "told before the question")
    if background and searches and telling and not filling.values:
        told = fill(situation.toolbox, filling.card, background, {})
        for parameter in searches:
            for value in told.values.get(parameter.name, ()):
                filling.add(parameter, value.value, "told before the question")


def _valid(card: Card, arguments: dict[str, Value]) -> dict[str, Value]:
    """The arguments without optional ones that the schema would refuse."""
    plain = {name: value.value for name, value in arguments.items()}
    schema = card.tool.parameters
    bad = faults(completed(plain, schema), schema)
    return {name: value for name, value in arguments.items() if name not in bad}


def _raise_limit(situation: Situation, wish: Wish, filling: Filling) -> None:
    """Ask for as many results as there may be when all of them count."""
    counts = situation.question.join or filling.exclusions or _EVERY.search(wish.reading.said)
    if not counts and not situation.question.reading.has("superlatives"):
        return
    for parameter in filling.card.of_kind("whole"):
        highest = parameter.schema.get("maximum")
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


def _retry_searches(plan: Plan) -> None:
    """Search once more with other words where a search finds nothing: fewer, or mended ones."""
    for place, step in enumerate(plan.steps):
        listing = listing_of(step.done.result) if step.done and not step.done.failure else None
        if listing is None or listing.rows or step.purpose != "answer":
            continue
        for parameter in step.card.of_kind("search", "text"):
            asked = str(step.plain.get(parameter.name) or "")
            words = _other_words(asked, step.done.result if step.done else None)
            if words and words != asked:
                value = Value(words, f"instead of {asked!r}, which finds nothing")
                plan.steps[place] = replace(step, purpose="replaced")
                plan.situation.step(step.card, step.arguments | {parameter.name: value}, step.wish)
                break


def _other_words(asked: str, result: Any) -> str | None:
    """The words that a tool proposes for misspelt ones; else the ones that are not everyday."""
    words = asked.split()
    mended = [near_word(word, hinted_words(result)) or word for word in words]
    if mended != words:
        return " ".join(mended)
    rare = [word for word in words if stem(word) not in common()]
    return " ".join(rare) if rare and len(rare) < len(words) else None


def _follow_up_errors(plan: Plan) -> None:
    """Try the tools that a failed call recommends, each at most once and none twice."""
    situation = plan.situation
    tried = {step.card.name for step in plan.steps}
    for step in list(plan.steps):
        failure: dict[str, Any] = (step.done and step.done.failure) or {}
        for name in failure.get("follow_up_tools") or ():
            card = situation.toolbox.card(str(name))
            if card and card.name not in tried:
                tried.add(card.name)
                _try(plan, step, card)


def _try(plan: Plan, failed: Step, card: Card) -> None:
    reading = plan.situation.question.wishes[failed.wish].reading
    wrong = [value.value for value in failed.arguments.values() if isinstance(value.value, str)]
    subject = Value(" ".join(wrong), "what was not found") if wrong else None
    filling = fill(plan.situation.toolbox, card, reading, {}, subject)
    if filling.missing is None:
        for arguments in filling.calls()[:1]:
            plan.situation.step(card, _valid(card, arguments), failed.wish, "follow-up")


def _name_the_joined(plan: Plan) -> None:
    """Look up what the ids of a join or of a ranking stand for, where no result has said it."""
    if plan.open_steps:
        return
    join, key = plan.situation.question.join, None
    if join is not None:
        key, wanted = join.type_key, joined_ids(plan.situation, plan.exclusions)
    else:
        key, wanted = leader_type(plan.situation)
    getter = plan.situation.toolbox.getter(key) if key else None
    parameter = getter.takes(key) if getter and key else None
    names = names_by_id([done for turn in plan.situation.turns for done in turn.calls])
    for one in wanted:
        if getter and parameter and one not in names:
            value = Value(one, "fulfils all conditions")
            plan.situation.step(getter, {parameter.name: value}, -1, "lookup")
