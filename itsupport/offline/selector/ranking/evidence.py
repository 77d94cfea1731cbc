"""What speaks for and against a tool besides the words: values it can take, ids it needs.

Every piece of evidence is a reason in words with its points. This file leaves out the words.
"""

import re

from itsupport.offline.selector.language.words import (
    common,
    grams,
    listed,
    phrases_in,
    stem,
    stems_of,
    synonyms,
)
from itsupport.offline.selector.question.reading import Mention, Reading
from itsupport.offline.selector.ranking.references import (
    head_type,
    is_person,
    referred_type,
    resolver,
)
from itsupport.offline.selector.ranking.terms import Term
from itsupport.offline.selector.tools.cards import Card
from itsupport.offline.selector.tools.toolbox import Toolbox

_ID_OF = re.compile(r"\b(?:id|number|code|reference)\s+(?:of|for)\b", re.IGNORECASE)


_TRUST = {"exact": 1.3, "inflected": 0.7, "described": 0.8}


def letter_points(card: Card, terms: tuple[Term, ...]) -> list[tuple[str, float]]:
    """Character n-grams catch what stems miss, such as printer and printing."""
    if not terms:
        return []
    known = card.grams
    shares = [len(grams(one.stem) & known) / len(grams(one.stem)) for one in terms]
    points = 0.8 * sum(shares) / len(shares)
    return [("similar letters", points)] if points >= 0.1 else []


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
    if any(one.takes_code(code.value) for one in card.parameters for code in reading.of("code")):
        head = head_type(toolbox, reading)
        found.append(("a code", 2.0 if head in (None, toolbox.main_types[card.name]) else 0.8))
    years = any(listed("years") & set(one.stems) for one in card.of_kind("whole"))
    if reading.of("period") and (years or card.of_kind("day")):
        found.append(("a period", 0.9))
    if any(one.value.ahead for one in reading.of("period")):
        found += (
            [("days ahead", 1.3)] if any("day" in p.stems for p in card.of_kind("whole")) else []
        )
    return found


def _name_points(
    toolbox: Toolbox, card: Card, reading: Reading, terms: tuple[Term, ...]
) -> list[tuple[str, float]]:
    """Points for names: of somebody, of what a tool finds by name, of places from and to."""
    names, found = reading.of("name"), []
    if any(one.how == "sure" for one in names):
        person = toolbox.takes_people and all(is_person(one) for one in names)
        if not toolbox.named_types and not terms and card.of_kind("search"):
            found.append(("something to search for", 0.5))
        if person and any(one.takes_people for one in card.parameters):
            found.append(("somebody's name", 1.2))
        elif not person and any(one.takes_names for one in card.parameters):
            found.append(("a name", 0.3 if terms else 0.8))
        elif not person and toolbox.main_types[card.name] in toolbox.named_types:
            found.append(("about what has a name", 0.5))
    ends = [listed("origins"), listed("destinations")]
    places = {n for one in names for n, end in enumerate(ends) if stem(one.of) in end}
    told = {n for n in places for p in card.of_kind("text") if ends[n] & set(p.stems)}
    needed = {n for n in (0, 1) for p in card.required if ends[n] & set(p.stems)}
    if told:
        found.append(("where from or to", 0.7 if needed - told else 1.5 * len(told)))
    return found


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
        return 0.6 * trust
    kind = toolbox.main_types[card.name]
    alike = (one for one in toolbox.cards if kind and toolbox.main_types[one.name] == kind)
    return -0.8 if any(takes_choice(one, choice) for one in alike) else -0.3


def form_points(card: Card, reading: Reading, around: set[str]) -> list[tuple[str, float]]:
    """Who does not ask for counts wants the things themselves."""
    counts = reading.has("counts")
    if counts and listed("counts") & card.strong:
        return [("counts things", 2.2 if reading.has("averages") else 1.2)]
    asks = reading.words and reading.words[0].stem in listed("inquiries")
    if card.acts and asks:
        return [("asks, and orders nothing", -1.5)]
    lists = bool(listed("listing") & set(stems_of(card.summary)[:1]))
    return [("lists things", 0.3)] if lists and not counts and not around else []


def head_points(
    toolbox: Toolbox, card: Card, reading: Reading, subject: str | None
) -> list[tuple[str, float]]:
    """The thing that the wish names first is the thing it wants; "it" is what came before."""
    found = []
    opening = next((w.stem for w in reading.words if w.stem not in listed("fillers")), "")
    if opening in listed("actions"):
        phrases = [phrase for phrase, _, _ in phrases_in(reading.said)]
        meant = {
            opening,
            *(other for one in (opening, *phrases) for other in synonyms().get(one, ())),
        }
        found += [("does what is asked", 1.5)] if meant & set(card.name_stems) else []
    head = head_type(toolbox, reading)
    if head and toolbox.main_types[card.name] == head:
        found.append(("about the thing asked for", 1.2))
    if subject and (parameter := card.takes(subject)):
        found.append(("takes what came before", 1.0 if parameter.required else 0.6))
    return found


def unasked_points(
    toolbox: Toolbox, card: Card, terms: tuple[Term, ...]
) -> list[tuple[str, float]]:
    """Points off for a name that says more than was asked for."""
    asked = {word for term in terms for word, _ in term.alternatives}
    extra = [
        one for one in card.name_stems if one not in asked | card.type_stems | toolbox.prefixes
    ]
    return [(f"{one!r} was not asked for", -0.45) for one in extra]


def missing_points(
    toolbox: Toolbox, card: Card, reading: Reading, around: set[str]
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
