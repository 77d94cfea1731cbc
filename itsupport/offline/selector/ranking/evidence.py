"""What speaks for and against a tool besides the words and values: its form, ids it needs.

Every piece of evidence is a reason in words with its points.
"""

import re

from itsupport.offline.selector.language.phrases import phrases_in
from itsupport.offline.selector.language.words import (
    common,
    grams,
    listed,
    stems_of,
    synonyms,
)
from itsupport.offline.selector.question.reading import BLANK, Reading
from itsupport.offline.selector.ranking.mentions import takes_choice
from itsupport.offline.selector.ranking.references import (
    head_type,
    referred_type,
    resolver,
)
from itsupport.offline.selector.ranking.terms import Term
from itsupport.offline.selector.tools.cards import Card
from itsupport.offline.selector.tools.toolbox import Toolbox

_IS = re.compile(
    r"(?:^|\b(?:whether|if|tell me|say)\s+)(?:[a-z]+,?\s+)?(?:is|are|was)\s+"
    r"(?:(?!(?:at|of|for|by|with|from|to|on|in)\b)\w+\s+){0,2}$",
    re.IGNORECASE,
)
_ID_OF = re.compile(r"\b(?:id|number|code|reference)\s+(?:of|for)\b", re.IGNORECASE)
ENDS_UNASKED = -2.0


def letter_points(card: Card, terms: tuple[Term, ...]) -> list[tuple[str, float]]:
    """Character n-grams catch what stems miss, such as printer and printing."""
    if not terms:
        return []
    known = card.grams
    shares = [len(grams(one.stem) & known) / len(grams(one.stem)) for one in terms]
    points = 0.8 * sum(shares) / len(shares)
    return [("similar letters", points)] if points >= 0.1 else []


def form_points(card: Card, reading: Reading, around: frozenset[str]) -> list[tuple[str, float]]:
    """Who does not ask for counts wants the things themselves."""
    counts = reading.has("counts")
    if counts and listed("counts") & card.strong:
        points = 3.0 if reading.has("totals") else 2.2 if reading.has("averages") else 1.2
        return [("counts things", points)]
    first = reading.words[0] if reading.words else None
    opens = first is not None and BLANK not in reading.plain[reading.start : first.start]
    asks = first is not None and first.stem in listed("inquiries") | listed("listing")
    if card.acts and asks and opens:
        return [("asks, and orders nothing", -1.5)]
    lists = bool(listed("listing") & set(stems_of(card.summary)[:1]))
    return [("lists things", 0.3)] if lists and not counts and not around else []


def head_points(
    toolbox: Toolbox, card: Card, reading: Reading, subject: str | None
) -> list[tuple[str, float]]:
    """The thing that the wish names first is the thing it wants; "it" is what came before."""
    found = []
    ordered = reading.once("ordered", lambda: _ordered(reading))
    if ordered & {*card.name_stems, *stems_of(card.summary)[:1], *card.states}:
        found.append(("does what is asked", 1.5))
    head = head_type(toolbox, reading)
    if head and toolbox.main_types[card.name] == head:
        found.append(("about the thing asked for", 1.2))
    if toolbox.main_types[card.name] in reading.once(
        "is", lambda: _asked_whether(toolbox, reading)
    ):
        found.append(("about what the question begins with", 0.6))
    if subject and (parameter := card.takes(subject)):
        found.append(("takes what came before", 1.0 if parameter.required else 0.6))
    return found


def _ordered(reading: Reading) -> set[str]:
    """What a wish that opens with a deed wants done, in all words for it."""
    first = next((w for w in reading.words if w.stem not in listed("fillers")), None)
    if first is None:
        return set()
    opening, told = first.stem, phrases_in(reading.text[first.start : reading.end])
    phrases = [phrase for phrase, start, _ in told if start == 0 or opening in listed("actions")]
    if opening not in listed("actions") and not phrases:
        return set()
    return {opening, *(other for one in (opening, *phrases) for other in synonyms().get(one, ()))}


def _asked_whether(toolbox: Toolbox, reading: Reading) -> frozenset[str]:
    """The types of the thing of which a question begins to ask whether it is so."""
    first = next(iter(reading.of("id", "name")), None)
    if first is None or not _IS.search(reading.text[reading.start : first.start]):
        return frozenset()
    return frozenset([first.of]) if first.kind == "id" else toolbox.named_types


def unasked_points(
    toolbox: Toolbox, card: Card, terms: tuple[Term, ...]
) -> list[tuple[str, float]]:
    """Points off for a name that says more than was asked for."""
    asked = {word for term in terms for word, _ in term.alternatives}
    extra = [
        one for one in card.name_stems if one not in asked | card.type_stems | toolbox.prefixes
    ]
    costs = dict.fromkeys(listed("ends"), ENDS_UNASKED)
    return [(f"{one!r} was not asked for", costs.get(one, -0.45)) for one in extra]


def missing_points(
    toolbox: Toolbox, card: Card, reading: Reading, around: frozenset[str]
) -> list[tuple[str, float]]:
    """Points off for required ids that the wish does not bring."""
    if not card.required and card.any_of:
        given = any(one.type_key in around for one in card.any_of) or bool(reading.of("name"))
        if not given and not any(one.kind in ("search", "text") for one in card.any_of):
            return [("needs " + " or ".join(one.name for one in card.any_of), -1.4)]
    around = around | {referred_type(reading, toolbox) or ""}
    missing = [one for one in card.required if one.kind == "id" and one.type_key not in around]
    if card.required and not reading.of("id") and _ID_OF.search(reading.said):
        return (
            [("the id itself is asked for", -1.5)]
            if any(p.kind == "id" for p in card.required)
            else []
        )
    others = [toolbox.getter(one.type_key) for one in missing]
    choices = reading.of("choice")
    if missing and all(one and any(takes_choice(one, c) for c in choices) for one in others):
        return [("another tool can filter for it", 0.9)]
    named = [one for one in reading.of("name") if one.how == "sure"]
    found = all(any(resolver(toolbox, p.type_key, one) for one in named) for p in missing)
    costs = 0.1 if named and found else 1.1
    vague = all(word.stem in toolbox.counts or word.stem in common() for word in reading.words)
    costs = min(costs, 0.2) if reading.has("singular") and vague else costs
    return [(f"needs {one.name}", -costs) for one in missing]
