"""What each wish gets in an answer: a sentence, a body, a heading."""

import re
from dataclasses import dataclass, field

from itsupport.offline.selector.answers.computing import (
    joined_ids,
    kept_rows,
    sums_told,
    told_beside,
)
from itsupport.offline.selector.answers.leads import (
    conditions,
    counted,
    enumeration,
    failure_text,
    key_facts,
    named_figures,
    naming_of,
    not_found,
    nothing_found,
    noun_of,
    unmet,
)
from itsupport.offline.selector.answers.ordering import Arranged, arranged
from itsupport.offline.selector.answers.results import (
    Row,
    ids_in,
    listing_of,
    name_of,
    names_by_id,
    own_id,
    rows_of,
)
from itsupport.offline.selector.answers.tables import escaped, facts, heading, table
from itsupport.offline.selector.conversation import leaves
from itsupport.offline.selector.language.words import listed, stems_of
from itsupport.offline.selector.planning.situation import Plan, Step
from itsupport.offline.selector.tools.cards import Card

_POINT = "- **"


@dataclass
class Section:
    """What one wish gets: a leading sentence, the lines below, and a heading for them."""

    lead: str
    body: list[str] = field(default_factory=list)
    title: str = ""


def section_of(plan: Plan, steps: list[Step]) -> Section:
    good = [step for step in steps if step.done and not step.done.failure]
    leads = [failure_text(step) for step in steps if step not in good]
    if not good:
        return Section(" ".join(leads))
    rows = [row for step in good for row in _rows(plan, step)]
    told = _told(plan, good, rows)
    told.lead = " ".join(filter(None, [*leads, told.lead, unmet(plan, good, rows)]))
    return told


def _rows(plan: Plan, step: Step) -> list[Row]:
    assert step.done is not None
    rows = kept_rows(step.done, plan.exclusions.get(step.wish, []), plan.only.get(step.wish, []))
    join, toolbox = plan.situation.question.join, plan.situation.toolbox
    if join is None:
        return rows
    kept = set(joined_ids(plan.situation, plan.exclusions))
    return [row for row in rows if kept & set(ids_in([row], toolbox, join.type_key))]


def _told(plan: Plan, steps: list[Step], rows: list[Row]) -> Section:
    result, naming = steps[0].done.result if steps[0].done else None, naming_of(plan)
    listing = listing_of(result)
    found = (
        arranged(plan.situation, steps[0].wish, rows)
        if listing or len(rows) > 1
        else Arranged(rows)
    )
    rows, words = found.rows, list(plan.situation.question.reading.stems)
    if not isinstance(result, dict | list):
        return Section(escaped(str(result)[:600]))
    title = _title(plan, steps, rows)
    if len(rows) == 1 and list(map(type, rows[0].values())) == [str]:
        return Section(escaped(next(iter(rows[0].values()))))
    label = listing.label if listing else _kind_of(rows)
    if not rows:
        return Section(nothing_found(plan, steps[0], label))
    alone = listing is None or (own_id(rows[0]) and not conditions(plan, steps, rows))
    if len(rows) == 1 and alone and not found.note:
        return Section(key_facts(plan, rows[0]), facts(rows[0], naming), title)
    lead = f"{counted(plan, steps, label, found)} {_sums(plan, steps)}".strip()
    return Section(
        lead, facts(rows[0], naming) if len(rows) == 1 else table(rows, words, naming), title
    )


def _sums(plan: Plan, steps: list[Step]) -> str:
    wish, turns = plan.situation.question.wishes[steps[0].wish], plan.situation.turns
    asked = turns[-2].question if wish.repeats else wish.reading.said
    done = steps[0].done if len(steps) == 1 and not plan.exclusions.get(steps[0].wish) else None
    sums = sums_told(done, asked)
    told = (("Together", sums), ("Besides", told_beside(done, asked, sums)))
    return " ".join(f"{how}: {named_figures(one)}." for how, one in told if one)


def _kind_of(rows: list[Row]) -> str:
    """What records are called together, by the key of their id."""
    for key, value in rows[0].items() if rows else ():
        if str(value) == own_id(rows[0]):
            return re.sub(r"_?id$|Id$", "", key) + "s"
    return "results"


def _title(plan: Plan, steps: list[Step], rows: list[Row]) -> str:
    """The heading of a body, from the noun of the tool or its list: "**Sizes** for H-1"."""
    listing = listing_of(steps[0].done.result) if steps[0].done else None
    noun = noun_of(listing.label, len(rows)) if listing else _noun(steps[0].card)
    own = own_id(rows[0]) if len(rows) == 1 else None
    ids = {one.name for one in steps[0].card.ids}
    given = dict.fromkeys(str(s.plain[name]) for s in steps for name in s.plain if name in ids)
    whose = [own] if own else list(given)
    if not noun or not whose or len(whose) > 3:
        return f"**{heading(noun)}**" if noun else ""
    itself = own and plan.situation.toolbox.type_named(stems_of(noun)[-1:])
    told = enumeration([escaped(one) for one in whose])
    return f"**{heading(noun)}** {told}" if itself else f"**{heading(noun)}** for {told}"


def _noun(card: Card) -> str:
    """What a tool gives: its name without the verb; nothing for a mere number."""
    if re.search(r"\d$", card.name):
        return ""
    words = heading(card.name).lower().split()
    verbs = listed("questions") | listed("weak") | listed("actions")
    while words and set(stems_of(words[0])) & verbs:
        words = words[1:]
    return " ".join(words)


def bodies_of(sections: list[Section]) -> list[str]:
    """The bodies as Markdown; two or more get their headings, and no fact is said twice."""
    shown: list[tuple[str, list[str]]] = []
    for place, section in enumerate(sections):
        same = [one.body for one in sections[:place] if one.body[:1] == section.body[:1]]
        known = {line for body in same for line in body if line.startswith(_POINT)}
        body = [line for line in section.body if line not in known]
        body = body[1:] if body[:1] == [""] else body
        if body:
            shown.append((section.title, body))
    many = len(shown) > 1
    return ["\n".join([title, "", *body] if title and many else body) for title, body in shown]


def went_wrong(step: Step) -> bool:
    if step.purpose != "lookup" or step.done is None:
        return False
    listing = listing_of(step.done.result)
    return step.done.failure is not None or (listing is not None and not listing.rows)


def failed_lookup(step: Step) -> Section:
    assert step.done is not None
    listing = listing_of(step.done.result)
    label = listing.label if listing else "record"
    return Section(failure_text(step) if step.done.failure else not_found(step, label))


def told_on_the_way(plan: Plan) -> list[str]:
    """What lookups have told beside ids: the record that was named, a fact that is asked for."""
    answers = [step for step in plan.steps if step.done and step.purpose == "answer"]
    known = {key for step in answers if step.done for key, _ in leaves(step.done.result)}
    words = set(plan.situation.question.reading.stems)
    found = []
    for step in plan.steps if answers else ():
        rows = rows_of(step.done.result) if step.done and not step.done.failure else []
        if step.purpose != "lookup" or len(rows) != 1:
            continue
        asked = [key for key in rows[0] if key not in known and stems_of(key)[-1] in words]
        named = any(value.origin == "named in the question" for value in step.arguments.values())
        asked = [key for key in asked if rows[0][key] not in (own_id(rows[0]), name_of(rows[0]))]
        if named or asked:
            found.append(key_facts(plan, rows[0]))
    return found


def joined_sentence(plan: Plan) -> str:
    join = plan.situation.question.join
    assert join is not None
    if any(step.done and step.done.failure for step in plan.steps):
        return "I cannot compare the results, as a call failed."
    ids = joined_ids(plan.situation, plan.exclusions)
    if not ids:
        return f"There are **no {join.noun}** that fulfil this."
    names = names_by_id([done for turn in plan.situation.turns for done in turn.calls])
    told = [f"**{escaped(names.get(one, one))}** ({escaped(one)})" for one in ids]
    verb = "fulfil" if len(ids) != 1 else "fulfils"
    return f"**{len(ids)} {noun_of(join.noun, len(ids))}** {verb} this: {enumeration(told)}."
