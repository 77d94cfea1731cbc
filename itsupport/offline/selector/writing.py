"""The answer in Markdown: the figures first, then tables or facts, then where they come from.

Everything in it comes from results. This file leaves out what single values look like.
"""

import re
from typing import Any

from itsupport.offline.selector.cards import Card
from itsupport.offline.selector.joins import joined_ids, kept_rows
from itsupport.offline.selector.leads import (
    Section,
    conditions_text,
    counted,
    enumeration,
    failure_text,
    naming_of,
    nothing_found,
    noun_of,
    question_words,
    record_section,
    unmet,
)
from itsupport.offline.selector.plan import Plan
from itsupport.offline.selector.results import Row, ids_in, listing_of, names_by_id, own_id
from itsupport.offline.selector.sections import bodies_of, title_of
from itsupport.offline.selector.situation import Step
from itsupport.offline.selector.tables import escaped, facts, heading, table
from itsupport.offline.selector.toolbox import Toolbox
from itsupport.offline.selector.turns import Done

FOOTER = "*Offline selector (offline-selector-1): no language model was used.*"


def written(plan: Plan) -> str:
    """The answer to a question whose calls are all made."""
    sections = [_section(plan, steps) for steps in _grouped(plan)]
    sections += [_failed_lookup(step) for step in plan.steps if _went_wrong(step)]
    if plan.situation.question.join is not None:
        sections.insert(0, _joined(plan))
    leads = [section.lead for section in sections if section.lead] + plan.asks
    leads += [f"No tool here serves “{escaped(text)}”." for text in plan.unserved if sections]
    opening = " ".join(dict.fromkeys(leads))
    return "\n\n".join(filter(None, [opening, *bodies_of(sections), *_origins(plan), FOOTER]))


def sentence(text: str) -> str:
    """A text of our own with the footer."""
    return f"{text}\n\n{FOOTER}"


def abilities(toolbox: Toolbox) -> str:
    """One sentence on what the tools can do, from their own descriptions."""
    if not toolbox.cards:
        return "I have no tools here, so there is nothing that I can look up."
    firsts = {toolbox.main_types[card.name]: card for card in reversed(toolbox.cards)}
    shown = [card for card in toolbox.cards if card in firsts.values()][:6]
    deeds = [_deed(card) for card in shown]
    more = " and more" if len(shown) < len(toolbox.cards) else ""
    return f"I can {', '.join(deeds)}{more}."


def _deed(card: Card) -> str:
    """What a tool does, from the opening of its description."""
    opening = re.split(r"[,.:;(]", card.summary)[0].strip() or heading(card.name)
    return escaped(opening[:1].lower() + opening[1:])[:80]


def _grouped(plan: Plan) -> list[list[Step]]:
    """The answering steps that are made, those of one tool for one wish together."""
    groups: dict[tuple[Any, ...], list[Step]] = {}
    wishes = plan.situation.question.wishes
    for step in plan.steps:
        negative = step.wish >= 0 and wishes[step.wish].negative
        if step.done and step.purpose != "lookup" and not negative:
            same = wishes[step.wish].text, step.card.name, step.purpose
            known = groups.setdefault(same, [])
            if step.plain not in [one.plain for one in known]:
                known.append(step)
    return list(groups.values())


def _section(plan: Plan, steps: list[Step]) -> Section:
    failures = [step for step in steps if step.done and step.done.failure]
    leads = [failure_text(step) for step in failures]
    good = [step for step in steps if step not in failures]
    rows = [row for step in good if step.done for row in _rows(plan, step)]
    if good:
        told = _told(plan, good, rows)
        said = filter(None, [*leads, told.lead, unmet(plan, good, rows)])
        return Section(" ".join(said), told.body, title_of(plan, good, rows))
    return Section(" ".join(leads), [])


def _rows(plan: Plan, step: Step) -> list[Row]:
    assert step.done is not None
    rows = kept_rows(step.done, plan.exclusions.get(step.wish, []), plan.only.get(step.wish, []))
    join = plan.situation.question.join
    if join is None:
        return rows
    kept = joined_ids(plan.situation, plan.exclusions).ids
    return [
        row for row in rows if set(ids_in([row], plan.situation.toolbox, join.type_key)) & set(kept)
    ]


def _told(plan: Plan, steps: list[Step], rows: list[Row]) -> Section:
    first = steps[0].done
    assert first is not None
    words = question_words(plan)
    listing = listing_of(first.result)
    if listing is None and len(rows) == 1:
        return record_section(plan, rows[0], words)
    if not isinstance(first.result, dict | list):
        return Section(escaped(str(first.result))[:600], [])
    label = listing.label if listing else _kind_of(rows)
    if not rows:
        return Section(nothing_found(plan, steps, label), [])
    if len(rows) == 1 and own_id(rows[0]) and not conditions_text(plan, steps, rows):
        return record_section(plan, rows[0], words)
    lead = counted(plan, steps, label, rows, words)
    if len(rows) == 1:
        return Section(lead, facts(rows[0], naming_of(plan)))
    return Section(lead, table(rows, words, naming_of(plan)))


def _kind_of(rows: list[Row]) -> str:
    """What records are called together, by the key of their id."""
    for key, value in rows[0].items() if rows else ():
        if str(value) == own_id(rows[0]):
            return re.sub(r"_?id$", "", key) + "s"
    return "results"


def _went_wrong(step: Step) -> bool:
    if step.purpose != "lookup" or step.done is None:
        return False
    listing = listing_of(step.done.result)
    return step.done.failure is not None or (listing is not None and not listing.rows)


def _failed_lookup(step: Step) -> Section:
    assert step.done is not None
    if step.done.failure:
        return Section(failure_text(step), [])
    result = step.done.result
    hints = result.get("hint") or [] if isinstance(result, dict) else []
    hints = [hints] if isinstance(hints, str) else hints
    wanted = enumeration([escaped(str(value)) for value in step.plain.values()])
    listing = listing_of(result)
    noun = noun_of(listing.label if listing else "record", 1)
    said = " ".join(escaped(str(hint)) for hint in hints[:3])
    return Section(f"There is **no {noun}** {wanted}. {said}".strip(), [])


def _joined(plan: Plan) -> Section:
    join = plan.situation.question.join
    assert join is not None
    if any(step.done and step.done.failure for step in plan.steps):
        return Section("I cannot compare the results, as a call failed.", [])
    ids = joined_ids(plan.situation, plan.exclusions).ids
    if not ids:
        return Section(f"There are **no {join.noun}** that fulfil this.", [])
    names = names_by_id([done for turn in plan.situation.turns for done in turn.calls])
    called = [f"**{escaped(names.get(one, one))}** ({escaped(one)})" for one in ids]
    verb = "fulfil" if len(ids) != 1 else "fulfils"
    return Section(
        f"**{len(ids)} {noun_of(join.noun, len(ids))}** {verb} this: {enumeration(called)}.", []
    )


def _origins(plan: Plan) -> list[str]:
    """The line that says which tools were asked."""
    told: dict[str, dict[str, Done]] = {}
    earlier = [step.done for step in plan.steps if step.done]
    for done in (*plan.situation.turn.calls, *earlier):
        told.setdefault(done.name, {})[done.key] = done
    parts = []
    for name, results in told.items():
        listings = [listing_of(done.result) for done in results.values() if not done.failure]
        labels = [one.label for one in listings if one]
        count = sum(len(one.rows) for one in listings if one)
        failed = sum(done.failure is not None for done in results.values())
        said = f"{count} {noun_of(labels[0], count)}" if labels else _times(len(results) - failed)
        said = said if len(results) > failed else "not found or failed"
        parts.append(f"`{name}` ({said})")
    return [f"From: {', '.join(parts)}"] if parts else []


def _times(count: int) -> str:
    return "1 record" if count == 1 else f"{count} records"
