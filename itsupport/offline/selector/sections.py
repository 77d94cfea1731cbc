"""Several bodies in one answer: a heading for each, and no fact about one thing said twice.

What a body says is left to `leads.py` and `tables.py`.
"""

import re

from itsupport.offline.selector.cards import Card
from itsupport.offline.selector.leads import Section, enumeration, noun_of
from itsupport.offline.selector.plan import Plan
from itsupport.offline.selector.results import Row, listing_of, own_id
from itsupport.offline.selector.situation import Step
from itsupport.offline.selector.tables import escaped, heading
from itsupport.offline.selector.words import listed, stems_of

_POINT = "- **"
_MOST_NAMED = 3


def title_of(plan: Plan, steps: list[Step], rows: list[Row]) -> str:
    """The heading of a body, from the noun of the tool or its list: "**Sizes** for H-1"."""
    card = steps[0].card
    listing = listing_of(steps[0].done.result) if steps[0].done else None
    noun = noun_of(listing.label, len(rows)) if listing else _noun(card)
    own = own_id(rows[0]) if len(rows) == 1 else None
    ids = [own] if own else _ids_given(steps)
    if not noun or len(ids) > _MOST_NAMED:
        return f"**{heading(noun)}**" if noun else ""
    nouns = plan.situation.toolbox.type_nouns.values()
    is_itself = own is not None and any(_last(noun) in one for one in nouns)
    between = " " if is_itself else " for "
    whose = f"{between}{enumeration([escaped(one) for one in ids])}" if ids else ""
    return f"**{heading(noun)}**{whose}"


def bodies_of(sections: list[Section]) -> list[str]:
    """The bodies as Markdown; two or more get their headings."""
    shown: list[tuple[str, list[str]]] = []
    for place, section in enumerate(sections):
        earlier = [one.body for one in sections[:place]]
        same = [body for body in earlier if body[:1] == section.body[:1]]
        if body := _news(section.body, same):
            shown.append((section.title, body))
    return [
        "\n".join([title, "", *body] if title and len(shown) > 1 else body) for title, body in shown
    ]


def _news(body: list[str], earlier: list[list[str]]) -> list[str]:
    """A body without the points that an earlier one about the same thing has made."""
    if not body or not body[0].startswith(_POINT):
        return body
    known = {line for one in earlier for line in one if line.startswith(_POINT)}
    kept = [line for line in body if line not in known]
    return kept[1:] if kept[:1] == [""] else kept


def _noun(card: Card) -> str:
    """What a tool gives: its name without the verb; nothing for a mere number."""
    if re.search(r"\d$", card.name):
        return ""
    words = heading(card.name).lower().split()
    verbs = listed("questions") | listed("weak") | listed("actions")
    while words and _last(words[0]) in verbs:
        words = words[1:]
    return " ".join(words)


def _last(noun: str) -> str:
    return next(iter(stems_of(noun)[::-1]), "")


def _ids_given(steps: list[Step]) -> list[str]:
    ids = {one.name for one in steps[0].card.id_parameters}
    given = [str(step.plain[name]) for step in steps for name in step.plain if name in ids]
    return list(dict.fromkeys(given))
