"""The answer as Markdown: first the sentences that answer, then tables and facts, then the tools.

All of it comes from results. This file leaves out how a value or a sentence is put.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from itsupport.offline.selector.computing import Arranged, arranged, joined_ids, kept_rows
from itsupport.offline.selector.conversation import Done
from itsupport.offline.selector.leads import (
    conditions,
    counted,
    enumeration,
    failure_text,
    key_facts,
    naming_of,
    not_found,
    nothing_found,
    noun_of,
    unmet,
)
from itsupport.offline.selector.plan import Plan
from itsupport.offline.selector.results import Row, ids_in, listing_of, names_by_id, own_id
from itsupport.offline.selector.situation import Step
from itsupport.offline.selector.tables import escaped, facts, heading, table
from itsupport.offline.selector.tools import Card, Toolbox
from itsupport.offline.selector.words import listed, stems_of

FOOTER = "*Offline selector (offline-selector-1): no language model was used.*"
_POINT = "- **"


@dataclass
class Section:
    """What one wish gets: a leading sentence, the lines below, and a heading for them."""

    lead: str
    body: list[str] = field(default_factory=list)
    title: str = ""


def written(plan: Plan) -> str:
    """The answer to a question whose calls are all made."""
    sections = [_section(plan, steps) for steps in _grouped(plan)]
    sections += [_failed_lookup(step) for step in plan.steps if _went_wrong(step)]
    if plan.situation.question.join is not None:
        sections.insert(0, Section(_joined(plan)))
    leads = [section.lead for section in sections if section.lead] + plan.asks
    leads += [f"No tool here serves “{escaped(text)}”." for text in plan.unserved if sections]
    opening = " ".join(dict.fromkeys(leads))
    return "\n\n".join(filter(None, [opening, *_bodies(sections), _origins(plan), FOOTER]))


def sentence(text: str) -> str:
    """A text of our own with the footer."""
    return f"{text}\n\n{FOOTER}"


def abilities(toolbox: Toolbox) -> str:
    """What the tools can do, from their own descriptions."""
    if not toolbox.cards:
        return "I have no tools here, so there is nothing that I can look up."
    firsts = {toolbox.main_types[card.name]: card for card in reversed(toolbox.cards)}
    shown = [card for card in toolbox.cards if card in firsts.values()][:6]
    deeds = [re.split(r"[,.:;(]", card.summary)[0].strip() or heading(card.name) for card in shown]
    more = "; and more" if len(shown) < len(toolbox.cards) else ""
    told = [escaped(one[:1].lower() + one[1:])[:80] for one in deeds]
    return f"What the tools here do: {'; '.join(told)}{more}."


def _grouped(plan: Plan) -> list[list[Step]]:
    """The answering steps that are made, those of one tool for one wish together."""
    groups: dict[tuple[Any, ...], list[Step]] = {}
    wishes = plan.situation.question.wishes
    answers = any(step.done and step.purpose == "answer" for step in plan.steps)
    purposes = ("answer", "follow-up") if answers else ("answer", "follow-up", "lookup")
    for step in plan.steps:
        negative = step.wish >= 0 and wishes[step.wish].negative
        if step.done and step.purpose in purposes and not negative:
            known = groups.setdefault(
                (wishes[step.wish].reading.said, step.card.name, step.purpose), []
            )
            if step.plain not in [one.plain for one in known]:
                known.append(step)
    return list(groups.values())


def _section(plan: Plan, steps: list[Step]) -> Section:
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
    result = steps[0].done.result if steps[0].done else None
    listing, naming = listing_of(result), naming_of(plan)
    found = (
        arranged(plan.situation, steps[0].wish, rows)
        if listing or len(rows) > 1
        else Arranged(rows)
    )
    rows, words = found.rows, list(plan.situation.question.reading.stems)
    if not isinstance(result, dict | list):
        return Section(escaped(str(result))[:600])
    title = _title(plan, steps, rows)
    if len(rows) == 1 and list(map(type, rows[0].values())) == [str]:
        return Section(escaped(next(iter(rows[0].values()))))
    label = listing.label if listing else _kind_of(rows)
    if not rows:
        return Section(nothing_found(plan, steps[0], label))
    alone = listing is None or (own_id(rows[0]) and not conditions(plan, steps, rows))
    if len(rows) == 1 and alone and not found.note:
        return Section(key_facts(plan, rows[0]), facts(rows[0], naming), title)
    lead = counted(plan, steps, label, found)
    return Section(
        lead, facts(rows[0], naming) if len(rows) == 1 else table(rows, words, naming), title
    )


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
    return f"**{heading(noun)}** {'' if itself else 'for '}{enumeration([escaped(one) for one in whose])}"


def _noun(card: Card) -> str:
    """What a tool gives: its name without the verb; nothing for a mere number."""
    if re.search(r"\d$", card.name):
        return ""
    words = heading(card.name).lower().split()
    verbs = listed("questions") | listed("weak") | listed("actions")
    while words and set(stems_of(words[0])) & verbs:
        words = words[1:]
    return " ".join(words)


def _bodies(sections: list[Section]) -> list[str]:
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


def _went_wrong(step: Step) -> bool:
    if step.purpose != "lookup" or step.done is None:
        return False
    listing = listing_of(step.done.result)
    return step.done.failure is not None or (listing is not None and not listing.rows)


def _failed_lookup(step: Step) -> Section:
    assert step.done is not None
    listing = listing_of(step.done.result)
    label = listing.label if listing else "record"
    return Section(failure_text(step) if step.done.failure else not_found(step, label))


def _joined(plan: Plan) -> str:
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


def _origins(plan: Plan) -> str:
    """The line that says which tools were asked."""
    told: dict[str, dict[str, Done]] = {}
    for done in (*plan.situation.turn.calls, *(step.done for step in plan.steps if step.done)):
        told.setdefault(done.name, {})[done.key] = done
    parts = []
    for name, results in told.items():
        good = [done for done in results.values() if not done.failure]
        listings = [one for one in (listing_of(done.result) for done in good) if one]
        count = sum(len(one.rows) for one in listings) if listings else len(good)
        noun = noun_of(listings[0].label if listings else "records", count)
        parts.append(f"`{name}` ({f'{count} {noun}' if good else 'not found or failed'})")
    return f"From: {', '.join(parts)}" if parts else ""
