"""Ids that another tool finds: by a name, an address, a choice."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from itsupport.offline.selector.answers.results import hinted_ids, ids_in, rows_of
from itsupport.offline.selector.conversation import Done
from itsupport.offline.selector.language.words import listed, stem
from itsupport.offline.selector.planning.arguments import fill
from itsupport.offline.selector.planning.filling import Value
from itsupport.offline.selector.planning.need import MOST_IDS, Need, Sources, flat_row, ids_told
from itsupport.offline.selector.planning.records import led_to
from itsupport.offline.selector.question.reading import Mention, Reading
from itsupport.offline.selector.ranking.references import (
    acts,
    is_person,
    resolver,
    works_there,
)
from itsupport.offline.selector.tools.cards import Card
from itsupport.offline.selector.tools.toolbox import Toolbox

_LONGEST_TITLE = 8
_MOST_OWNED = 3
_RELATION = listed("relations")
_BIRTH = frozenset(map(stem, ["birth", "birthday", "birthdate", "born", "dob"]))
_BORN = re.compile(r"\b(?:born(?: on)?|date of birth(?: is)?|birthday(?: is)?)\W*$", re.IGNORECASE)
_FIRM = re.compile(r"\b(?:company|firm|organi[sz]ation|business|institution)", re.IGNORECASE)
_ONE_THING = re.compile(
    r"\b(?:a|an|that|this|the|my|our|his|her)\s+(?:very\s+|same\s+)?$", re.IGNORECASE
)


def by_lookup(need: Need) -> Sources | None:
    """Ids that another tool finds by what the tool itself cannot take: a name, a tier."""
    return looked_up(need, [*_titles(need), *_foreign(need)])


def looked_up(need: Need, mentions: Iterable[Mention]) -> Sources | None:
    mentions = list(mentions)
    found: dict[str, list[Value]] = {}
    lost = waiting = False
    for card, key, arguments in _lookups(need, _not_its_own(need, mentions)):
        step = need.situation.step(card, arguments, need.index, "lookup")
        waiting = waiting or step.done is None
        said = " and ".join(str(one.value) for one in arguments.values())
        ids = _found(step.done, need.toolbox, key) if step.done else []
        found.setdefault(key, []).extend(Value(one, f"the id of {said}") for one in ids)
        lost = lost or not (ids or need.card.of_kind("search") or _is_unsure(arguments))
    if waiting:
        return Sources(waiting=True)
    kept = {key: values[:MOST_IDS] for key, values in found.items() if values}
    owned = _owned(need, mentions) if lost and not kept else None
    return owned or (Sources(kept) if kept else Sources(lost=True) if lost else None)


def _owned(need: Need, mentions: list[Mention]) -> Sources | None:
    """What belongs to somebody named: the name leads to a customer, the customer to the orders."""
    wanted = [one.type_key for one in need.ids if one.required]
    for card in need.toolbox.cards if wanted and not need.card.acts else ():
        if card.acts or card is need.card or need.toolbox.main_types[card.name] != wanted[0]:
            continue
        owners = [one for one in card.required if one.kind == "id" and one.type_key != wanted[0]]
        if len(owners) != 1 or len(card.required) > 1:
            continue
        found = looked_up(replace(need, card=card, known=frozenset()), mentions)
        ids = found.ids.get(owners[0].type_key, []) if found else []
        if len(ids) != 1:
            continue
        step = need.situation.step(card, {owners[0].name: ids[0]}, need.index, "lookup")
        if step.done is None:
            return Sources(waiting=True)
        own = ids_in(rows_of(step.done.result), need.toolbox, wanted[0])
        return need.values(wanted[0], own[:_MOST_OWNED], ids[0].origin)
    return None


def _not_its_own(need: Need, mentions: Iterable[Mention]) -> list[Mention]:
    """Without the names that a deed itself takes: the visitor is not the host."""
    said = need.situation.question.reading
    own = fill(need.toolbox, need.card, said, {}) if need.card.acts else None
    return [one for one in mentions if not (own and one.kind == "name" and own.has(one.value))]


def _is_unsure(arguments: dict[str, Value]) -> bool:
    """Whether what is looked up may be no name after all: one word in small letters."""
    return all(re.fullmatch(r"[a-z]+", str(one.value)) for one in arguments.values())


def _lookups(need: Need, mentions: Iterable[Mention]) -> list[tuple[Card, str, dict[str, Value]]]:
    """The calls that look ids up: what one tool takes together goes into one call."""
    found: list[tuple[Card, str, dict[str, Value]]] = []
    for mention in mentions:
        for key, place in _keys(need, mention):
            resolved = resolver(need.toolbox, place, mention)
            if not resolved or resolved[0] is need.card:
                continue
            card, own = resolved
            if _FIRM.search(own.noun) and works_there(mention, need.situation.question.reading):
                break
            value = Value(mention.value, "mentioned in the question")
            same = [a for c, _, a in found if c is card and own.name not in a]
            if same:
                same[0][own.name] = value
            else:
                found.append((card, key, {own.name: value} | _birthday(card, need.reading)))
            break
    return found


def _birthday(card: Card, reading: Reading) -> dict[str, Value]:
    """The day after "born", where the tool takes it to tell people of the same name apart."""
    wanted = next((one for one in card.of_kind("day") if _BIRTH & set(one.stems)), None)
    for one in reading.of("period") if wanted else ():
        if wanted and one.value.first and _BORN.search(reading.text[: one.start]):
            return {wanted.name: Value(one.value.first.isoformat(), "the birthday in the question")}
    return {}


def _keys(need: Need, mention: Mention) -> list[tuple[str, str]]:
    """The types of ids wanted, each with the type whose records may lead to it."""
    direct = [(one.type_key, one.type_key) for one in need.ids]
    named = mention.kind == "name" and mention.how == "sure" and not need.card.acts
    needed = [one for one in need.ids if one.required or mention.kind == "code"]
    others = need.toolbox.nouns if mention.kind == "code" or named else ()
    return direct + [(one.type_key, key) for one in needed for key in others]


def _found(done: Done, toolbox: Toolbox, key: str) -> list[str]:
    """The ids that a lookup found; else the one that the tool itself proposes instead."""
    rows = [] if done.failure else rows_of(done.result)
    found = ids_in([flat_row(row) for row in rows], toolbox, key)
    proposed = [] if rows else hinted_ids(done.result, toolbox, key)
    found = found or ids_in(rows, toolbox, key)
    return found or (proposed if len(proposed) == 1 else [])


def _titles(need: Need) -> Iterator[Mention]:
    """What is called by a title in quotes, where the tool itself takes no words."""
    quotes = need.reading.of("quote") if need.required else []
    for one in quotes if not need.card.of_kind("search", "text") else []:
        if len(one.value.split()) <= _LONGEST_TITLE:
            yield replace(one, kind="name", how="sure")


def _foreign(need: Need) -> Iterator[Mention]:
    """What a wish mentions and the tool cannot take itself."""
    card, reading = need.card, need.reading
    people = [one for one in card.parameters if one.takes_people]
    for one in reading.of("name", "mail", "code", "choice"):
        match one.kind:
            case "name" if not any(p.takes_names for p in card.parameters):
                person = people and (
                    is_person(one) or acts(one, reading) or any(p.shows(one.value) for p in people)
                )
                wanted = one.how == "sure" or need.required or stem(one.of) in _RELATION
                if wanted and not person and not _is_taken(card, one):
                    yield one
            case "mail" if not card.of_kind("mail"):
                yield one
            case "code" if not any(p.takes_code(one.value, one.of) for p in card.parameters):
                yield one
            case "choice" if one.how in ("exact", "inflected") and not one.negated:
                if need.referred and need.referred in {p.type_key for p in need.ids}:
                    continue  # "has the order been paid": a fact about one, not a filter
                if _ONE_THING.search(reading.text[: one.start]) and not _is_plural(reading, one):
                    continue  # "that laptop" is one, not all laptops
                if not card.choice(one.of, one.options):
                    yield one


def _is_taken(card: Card, name: Mention) -> bool:
    """Whether a deed needs somebody "for" whom it is done, and takes the name itself."""
    needed = [one for one in card.of_kind("text") if one.required]
    return card.acts and name.of == "for" and bool(needed)


def _is_plural(reading: Reading, one: Mention) -> bool:
    said = reading.text[one.start : one.end].lower()
    after = re.match(r"\s*(?!(?:is|was|has|does|as|this|us)\b)([A-Za-z]+)", reading.text[one.end :])
    return said.endswith("s") or bool(after and after.group(1).lower().endswith("s"))


def from_background(need: Need) -> Sources | None:
    """What the story around the question names: "I meet Ada at noon. Which loans are late?"."""
    background = need.situation.question.background
    if background is None or need.reading.of("name"):
        return None
    told = ids_told(need, background, "named before the question")
    rest = replace(need, known=need.known | frozenset(told.ids)) if told else need
    if told and not rest.required:
        return told
    record = led_to(rest, background.of("id")) if rest.ids else None
    if record and (record.waiting or record.ids):
        return record
    found = looked_up(rest, [one for one in background.mentions if one.kind != "choice"])
    return replace(found, ids=told.ids | found.ids) if told and found else told or found
