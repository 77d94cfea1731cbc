"""Lists of things in one clause: "the orders, the refunds and the address of Acme"."""

import re
from dataclasses import replace

from itsupport.offline.selector.question.clauses import Span
from itsupport.offline.selector.question.reading import Reading
from itsupport.offline.selector.question.remarks import is_bare
from itsupport.offline.selector.question.wishes import Wish, is_trusted, names_its_tool
from itsupport.offline.selector.tools.toolbox import Toolbox

_OF_WHOM = re.compile(r"\b(?:of|for|from|at|do|does|did|has|have)\s+$", re.IGNORECASE)


def are_two(toolbox: Toolbox, first: Wish, second: Wish) -> bool:
    """Whether both halves stand alone: each names what only its own tool deals in."""
    if first.card is None or second.card is None:
        return False
    alone = bool(second.reading.types) and not first.reading.mentions
    if alone and not any(first.card.takes(key) for key in second.reading.types):
        return False  # "the status and fee of ORD-12"
    unknown = first.reading.types and not any(term.alternatives for term in first.terms)
    if (is_bare(first) or unknown) and second.reading.has("pronouns") and not second.reading.types:
        return first.card is not second.card and is_trusted(second)
    if first.card is second.card:
        if first.reading.types & second.reading.types and second.reading.has("sums"):
            return False  # "what do ORD-1 and ORD-2 come to together?"
        if is_trusted(first) and is_trusted(second) and second.reading.mentions:
            return bool(first.reading.mentions)
        types = first.reading.types, second.reading.types
        return bool(types[0] and types[1] and types[0] != types[1])
    pairs = ((first, second.card), (second, first.card))
    return all(_are_things(toolbox, one) or names_its_tool(one, other) for one, other in pairs)


def _are_things(toolbox: Toolbox, wish: Wish) -> bool:
    """Whether nothing is said but what things are wanted: "machines", "the orders of Acme"."""
    nouns = toolbox.nouns.get((wish.card and toolbox.main_types[wish.card.name]) or "", frozenset())
    return wish.reading.names_several(nouns) and all(term.stem in nouns for term in wish.terms)


def of_the_same(reading: Reading, first: Wish, rest: Span) -> Wish:
    """The first of several things with the name that is told after the last of them."""
    named = reading.part(*rest).of("id", "name", "mail")
    told = len(named) == 1 and _OF_WHOM.search(reading.text[: named[0].start])
    if not told or first.reading.of("id", "name", "mail") or first.reading.has("totality"):
        return first
    mentions = (*first.reading.mentions, replace(named[0], how=named[0].how and "sure"))
    return replace(first, reading=replace(first.reading, mentions=mentions))
