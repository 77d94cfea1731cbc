"""What speaks for and against a tool besides the words: values it can take, ids it needs.

Every piece of evidence is a reason in words with its points. This file leaves out the words.
"""

from dataclasses import dataclass

from itsupport.offline.selector.cards import Card
from itsupport.offline.selector.choices import ChoiceMention
from itsupport.offline.selector.mentions import Mention
from itsupport.offline.selector.reading import Reading
from itsupport.offline.selector.schemas import takes_names
from itsupport.offline.selector.toolbox import Toolbox
from itsupport.offline.selector.words import grams, listed, stems_of

_SATURATION = 1.6
_SYNONYM, _MISSPELT = 0.55, 0.85


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of a wish, the words that may stand for it, and its weight."""

    stem: str
    alternatives: tuple[tuple[str, float], ...]


def letter_points(card: Card, terms: tuple[Term, ...]) -> list[tuple[str, float]]:
    """Character n-grams catch what stems miss, such as printer and printing."""
    if not terms or not card.grams:
        return []
    shares = [len(grams(t.stem) & card.grams) / len(grams(t.stem)) for t in terms]
    points = round(0.8 * sum(shares) / len(shares), 3)
    return [("similar letters", points)] if points >= 0.1 else []


def mention_points(
    toolbox: Toolbox, card: Card, reading: Reading, terms: tuple[Term, ...]
) -> list[tuple[str, float]]:
    """Points for the values of the wish that the tool can take, off for those that it cannot."""
    found = [_id_points(toolbox, card, one, terms) for one in _one_of_each_type(reading)]
    found += [
        (f"choice {one.value}", _choice_points(toolbox, card, one)) for one in reading.choices
    ]
    if reading.mails and card.of_kind("mail"):
        found.append(("e-mail address", 2.0))
    if any(one.sure for one in reading.names):
        if any(map(takes_names, card.of_kind("text"))):
            found.append(("a name", 0.8))
        elif toolbox.main_types[card.name] in toolbox.named_types:
            found.append(("about what has a name", 0.5))
    if reading.periods and card.of_kind("day"):
        found.append(("period", 0.9))
    if _counts_ahead(card, reading):
        found.append(("days ahead", 1.3))
    return [(reason, points) for reason, points in found if points]


def _one_of_each_type(reading: Reading) -> list[Mention]:
    return list({one.type_key: one for one in reversed(reading.ids)}.values())


def _id_points(
    toolbox: Toolbox, card: Card, mention: Mention, terms: tuple[Term, ...]
) -> tuple[str, float]:
    """A tool that takes the id gains; so does the only one for a thing that the id leads to."""
    if parameter := card.takes(mention.type_key):
        return f"id {mention.value}", 2.2 if parameter.required else 1.8
    kind = toolbox.main_types[card.name]
    known = [term.stem for term in terms if term.alternatives]
    named = bool(known) and all(stem in toolbox.type_nouns.get(str(kind), ()) for stem in known)
    direct = [
        other
        for other in toolbox.cards
        if toolbox.main_types[other.name] == kind and other.takes(mention.type_key)
    ]
    leads = named and not direct and card is toolbox.getter(str(kind))
    return f"id {mention.value}", 1.2 if leads else -0.9


def _choice_points(toolbox: Toolbox, card: Card, choice: ChoiceMention) -> float:
    """A choice that the tool cannot take counts against it, unless a lookup can filter by it."""
    trust = {"exact": 1.3, "inflected": 0.7, "misspelt": 0.9, "described": 0.8}[choice.how]
    if card.accepts(choice):
        return trust
    restricted = any(toolbox.restricts(one.type_key, [choice]) for one in card.id_parameters)
    if trust < 0.9 or restricted:
        return 0.0
    return -0.8 if any(other.accepts(choice) for other in toolbox.alike(card)) else -0.3


def _counts_ahead(card: Card, reading: Reading) -> bool:
    ahead = any(period.ahead for period in reading.periods)
    return ahead and any("day" in one.stems for one in card.of_kind("whole"))


def list_points(card: Card, reading: Reading) -> list[tuple[str, float]]:
    """Who does not ask for counts wants the things themselves."""
    counts = any(word.stem in listed("counts") for word in reading.words)
    opening = stems_of(card.summary)[:1]
    lists = bool(opening) and opening[0] in listed("listing")
    if counts and listed("counts") & card.strong:
        return [("counts things", 0.5)]
    return [("lists things", 0.3)] if lists and not counts and not reading.around else []


def _gives_any(card: Card, reading: Reading) -> bool:
    """Whether the wish brings one of the parameters of which the tool needs one."""
    needed = [one for one in card.parameters if one.name in card.any_of]
    ids = any(one.type_key in reading.around for one in needed)
    return ids or any(one.kind in ("search", "text") for one in needed) or bool(reading.names)


def unasked_points(card: Card, terms: tuple[Term, ...]) -> list[tuple[str, float]]:
    """Points off for a name that says more than was asked for."""
    asked = {word for term in terms for word, _ in term.alternatives}
    extra = [s for s in card.name_stems if s not in asked and s not in card.type_stems]
    return [(f"{s!r} was not asked for", -0.45) for s in extra]


def missing_points(toolbox: Toolbox, card: Card, reading: Reading) -> list[tuple[str, float]]:
    """Points off for required ids that the wish does not bring."""
    types = reading.around
    missing = [one for one in card.required if one.kind == "id" and one.type_key not in types]
    if not card.required and card.any_of and not _gives_any(card, reading):
        return [(f"needs {' or '.join(card.any_of)}", -1.4)]
    restricted = [one for one in missing if toolbox.restricts(one.type_key, reading.choices)]
    if missing and missing == restricted:
        return [("another tool can filter for it", 0.9)]
    costs = 0.3 if any(one.sure for one in reading.names) else 1.5
    return [(f"needs {one.name}", -costs) for one in missing]
