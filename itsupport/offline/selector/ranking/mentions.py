"""What speaks for and against a tool among the values of a wish: ids, choices, names, days.

Every piece of evidence is a reason in words with its points.
"""

import re

from itsupport.offline.selector.language.amounts import dimension_of
from itsupport.offline.selector.language.words import listed, stem, stems_of
from itsupport.offline.selector.question.reading import Mention, Reading
from itsupport.offline.selector.ranking.references import head_type, is_person
from itsupport.offline.selector.ranking.terms import Term
from itsupport.offline.selector.tools.cards import Card
from itsupport.offline.selector.tools.toolbox import Toolbox

_IS_WHAT = re.compile(
    r"\W*(?:(?:who|what|where)(?:'s| is| are| was| were)|is|are) [A-Z]", re.IGNORECASE
)
_TRUST = {"exact": 1.3, "inflected": 0.7, "described": 0.8, "part": 0.4}


def takes_choice(card: Card, choice: Mention) -> bool:
    return card.choice(choice.of, choice.options) is not None


def mention_points(
    toolbox: Toolbox, card: Card, reading: Reading, terms: tuple[Term, ...]
) -> list[tuple[str, float]]:
    """Points for the values of the wish that the tool can take, off for those that it cannot."""
    ids = {one.of: one for one in reversed(reading.of("id"))}
    found = [
        (f"id {one.value}", _id_points(toolbox, card, one, reading, terms)) for one in ids.values()
    ]
    choices: dict[int, tuple[str, float]] = {}
    for one in reading.of("choice"):
        points = _choice_points(toolbox, card, one)
        if points > choices.get(one.start, ("", -9.0))[1]:
            choices[one.start] = (f"choice {one.value}", points)
    found += choices.values()
    found += _name_points(toolbox, card, reading, terms)
    if reading.of("mail") and card.of_kind("mail"):
        found.append(("an e-mail address", 2.0))
    codes = reading.of("code")
    takers = sum(any(one.takes_code(c.value, c.of) for c in codes) for one in card.parameters)
    if takers:
        head = head_type(toolbox, reading)
        found.append(("a code", 2.0 if head in (None, toolbox.main_types[card.name]) else 0.8))
        found += [("another code", 1.0)] if min(takers, len(codes)) > 1 else []
    numeric = card.of_kind("whole", "number")
    if reading.of("period"):
        found += _period_points(toolbox, card, reading)
    told = {dimension_of(one.of) for one in reading.of("number") if one.of}
    if told & {dimension_of(one.unit) for one in numeric}:
        found.append(("an amount", 0.7))
    if any(one.value.ahead for one in reading.of("period")):
        found += (
            [("days ahead", 1.3)] if any("day" in p.stems for p in card.of_kind("whole")) else []
        )
    return found


def _period_points(toolbox: Toolbox, card: Card, reading: Reading) -> list[tuple[str, float]]:
    """A tool that takes days gains, more so when it cannot do without; another about it loses.

    Whole years are for one that takes years, where there is such a tool.
    """
    if toolbox.takes_years and all(one.value.is_years for one in reading.of("period")):
        return [("years", 1.5)] if card.takes_years else []
    if card.takes_days:
        needed = any(one.required for one in card.of_kind("day"))
        return [("a period", 1.5 if needed else 0.9)]
    dated = toolbox.main_types[card.name] in toolbox.dated_types
    return [("takes no days", -0.6)] if dated else []


def _name_points(
    toolbox: Toolbox, card: Card, reading: Reading, terms: tuple[Term, ...]
) -> list[tuple[str, float]]:
    """Points for names: of somebody, of what a tool finds by name, of places from and to."""
    names, found = [one for one in reading.of("name") if one.of != "in"], []
    if names and (not terms or any(one.how == "sure" for one in names)):
        person = toolbox.takes_people and all(is_person(one) for one in names)
        if not toolbox.named_types and not terms and card.of_kind("search"):
            found.append(("something to search for", 0.5))
        if person and any(one.takes_people for one in card.parameters):
            found.append(("somebody's name", 1.2))
        elif not person and any(one.takes_names for one in card.parameters):
            found.append(("a name", 0.3 if terms else 0.8))
        elif _shows_any(card, names) and not _IS_WHAT.match(reading.said):
            found.append(("a name like the examples", 0.8))
        elif not person and toolbox.main_types[card.name] in toolbox.named_types:
            found.append(("about what has a name", 0.5))
    names = reading.of("name")
    located = any(one.of in ("in", "near") for one in names)
    if located and any(listed("places") & set(p.stems) for p in card.of_kind("text")):
        found.append(("a place", 1.0))
    ends = [listed("origins"), listed("destinations")]
    places = {n for one in names for n, end in enumerate(ends) if stem(one.of) in end}
    told = {n for n in places for p in card.of_kind("text") if ends[n] & set(p.stems)}
    needed = {n for n in (0, 1) for p in card.required if ends[n] & set(p.stems)}
    if told:
        found.append(("where from or to", 0.7 if needed - told else 1.5 * len(told)))
    return found


def _shows_any(card: Card, names: list[Mention]) -> bool:
    """Whether a name is among the examples of a text, in its plural, too."""
    said = [form for one in names for form in (one.value, one.value.removesuffix("s"))]
    return any(one.shows(name) for one in card.of_kind("text") for name in said)


def _id_points(
    toolbox: Toolbox, card: Card, mention: Mention, reading: Reading, terms: tuple[Term, ...]
) -> float:
    """A tool that takes the id gains; so does the only one for a thing that the id leads to."""
    if parameter := card.takes(mention.of):
        return 2.2 if parameter.required else 1.8
    kind, getter = toolbox.main_types[card.name], toolbox.getter(mention.of)
    about = toolbox.subjects[card.name]
    if about and about == head_type(toolbox, reading) and getter not in (None, card):
        return 0.3  # the record of the id may lead there
    known = [term.stem for term in terms if term.alternatives]
    named = bool(known) and all(stem in toolbox.nouns.get(str(kind), ()) for stem in known)
    alike = (one for one in toolbox.cards if toolbox.main_types[one.name] == kind)
    direct = named and any(one.takes(mention.of) for one in alike)
    return 1.2 if named and not direct and card is toolbox.getter(str(kind)) else -0.9


def _choice_points(toolbox: Toolbox, card: Card, choice: Mention) -> float:
    """A choice that the tool cannot take counts against it, unless a lookup can filter by it."""
    trust = _TRUST[choice.how]
    if takes_choice(card, choice):
        return trust + (0.5 if card.strong & set(stems_of(choice.value)) else 0.0)
    finders = [other for one in card.ids for other in toolbox.finders(one.type_key)]
    if trust < 0.9 or any(one is not card and takes_choice(one, choice) for one in finders):
        return 0.0
    if set(stems_of(choice.value)) <= card.central:
        return trust if set(stems_of(choice.value)) <= set(card.name_stems) else 0.6 * trust
    kind = toolbox.main_types[card.name]
    alike = (one for one in toolbox.cards if kind and toolbox.main_types[one.name] == kind)
    return -0.8 if any(takes_choice(one, choice) for one in alike) else -0.3
