"""The answer as Markdown: first the sentences that answer, then tables and facts, then the tools.

All of it comes from results. This file leaves out how a value or a sentence is put.
"""

import re
from typing import Any

from itsupport.offline.selector.answers.leads import noun_of
from itsupport.offline.selector.answers.results import listing_of
from itsupport.offline.selector.answers.sections import (
    Section,
    bodies_of,
    failed_lookup,
    joined_sentence,
    section_of,
    told_on_the_way,
    went_wrong,
)
from itsupport.offline.selector.answers.tables import escaped, heading
from itsupport.offline.selector.conversation import Done
from itsupport.offline.selector.planning.situation import Plan, Step
from itsupport.offline.selector.tools.toolbox import Toolbox

FOOTER = "*Offline selector (offline-selector-1): no language model was used.*"


def written(plan: Plan) -> str:
    """The answer to a question whose calls are all made."""
    sections = [section_of(plan, steps) for steps in _grouped(plan)]
    sections += [failed_lookup(step) for step in plan.steps if went_wrong(step)]
    if plan.situation.question.join is not None:
        sections.insert(0, Section(joined_sentence(plan)))
    leads = [section.lead for section in sections if section.lead]
    leads += [*told_on_the_way(plan), *plan.asks]
    leads += [f"No tool here serves “{escaped(text)}”." for text in plan.unserved if sections]
    opening = " ".join(dict.fromkeys(leads))
    return "\n\n".join(filter(None, [opening, *bodies_of(sections), _origins(plan), FOOTER]))


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
    told = [escaped(one[:1].lower() + one[1:80]) for one in deeds]
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
