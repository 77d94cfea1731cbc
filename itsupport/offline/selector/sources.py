"""Where the ids for a call come from when the wish itself does not name them.

In this order: a lookup by what else the wish mentions, a record that leads to another, the rest of
the question, earlier results, what the question tells around it, earlier questions.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from itsupport.offline.selector.arguments import Filling, Value, acts, fill
from itsupport.offline.selector.computing import rows_found, sorted_rows
from itsupport.offline.selector.conversation import Done
from itsupport.offline.selector.ranking import is_person, referred_type, resolver
from itsupport.offline.selector.reading import Mention, Reading
from itsupport.offline.selector.results import Row, hinted_ids, ids_in, name_of, own_id, rows_of
from itsupport.offline.selector.schemas import Parameter
from itsupport.offline.selector.situation import Situation
from itsupport.offline.selector.tools import Card, Toolbox
from itsupport.offline.selector.words import common, listed, stem, stems_of, words_of

_MOST_IDS = 12
_MOST_MEANT = 3
_RELATION = listed("relations")
_OPENING = re.compile(
    r"^\W*(?:and|also|what about|how about|who(?:'s| is| are) the|same|now|then|ok|okay|cool|great)\b",
    re.IGNORECASE,
)
_NTH = re.compile(
    r"\b(?:(first|1st|former|top|closest|best|that) one|(first|1st|former|second|2nd|third|3rd|fourth|4th|fifth|5th|last|latter)\b|(one) (?:that|which|with) [^.?!]*?\w+est\b)",
    re.IGNORECASE,
)
_ONE_THING = re.compile(r"\b(?:a|an|that|this|the|my|our|his|her)\s+$", re.IGNORECASE)
_PLACES = {"second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "fifth": 4, "5th": 4}


@dataclass(frozen=True)
class Sources:
    """The ids found, by type. `waiting`: other calls come first. `lost`: there are none."""

    ids: dict[str, list[Value]] = field(default_factory=dict)
    waiting: bool = False
    lost: bool = False
    card: Card | None = None
    subject: Value | None = None


@dataclass(frozen=True)
class Need:
    """What a tool needs ids for: a wish, in its situation."""

    card: Card
    index: int
    situation: Situation
    known: frozenset[str] = frozenset()

    @property
    def ids(self) -> tuple[Parameter, ...]:
        """The parameters that take ids of types not known yet."""
        return tuple(one for one in self.card.ids if one.type_key not in self.known)

    @property
    def toolbox(self) -> Toolbox:
        return self.situation.toolbox

    @property
    def reading(self) -> Reading:
        return self.situation.question.wishes[self.index].reading

    @property
    def required(self) -> bool:
        return any(one.required for one in self.ids)

    @property
    def plain(self) -> bool:
        """Whether the wish brings no values of its own that could say whom it is about."""
        own = self.reading.types & {one.type_key for one in self.ids}
        named = any(one.how == "sure" for one in self.reading.of("name"))
        return not own and not named and not self.reading.of("mail")

    @property
    def referred(self) -> str | None:
        """The type of "this order" or "the guest"; "" for a pronoun alone."""
        return referred_type(self.reading, self.toolbox)

    @property
    def said_types(self) -> set[str]:
        """The types of ids whose nouns the wish says."""
        stems = set(self.reading.stems)
        return {key for key, nouns in self.toolbox.nouns.items() if nouns & stems}

    def values(self, key: str, ids: Iterable[str], origin: str) -> Sources | None:
        found = [Value(one, origin) for one in ids][:_MOST_IDS]
        return Sources({key: found}) if found else None


def sources_for(card: Card, index: int, situation: Situation) -> Sources:
    """The ids for a call of this tool on behalf of a wish."""
    need = Need(card, index, situation)
    own = _ids_of(need, need.reading, "named in the question")
    if own:
        need = replace(need, known=frozenset(own.ids))
        if not need.required:
            return own
    steps: tuple[Callable[[Need], Sources | None], ...] = (_lookup,)
    if not situation.question.wishes[index].repeats:
        steps = (_lookup, _bridge, _nth_before, _rest_of_question, _earlier_wishes)
        steps = (*steps, _background, _earlier_turns, _described, _subject)
    found = next(filter(None, (source(need) for source in steps)), Sources())
    return replace(found, ids=own.ids | found.ids) if own else found


def _ids_of(need: Need, reading: Reading, origin: str) -> Sources | None:
    found: dict[str, list[Value]] = {}
    for mention in reading.of("id"):
        if mention.of in {one.type_key for one in need.ids}:
            found.setdefault(mention.of, []).append(Value(mention.value, origin))
    return Sources(found) if found else None


def _lookup(need: Need) -> Sources | None:
    """Ids that another tool finds by what the tool itself cannot take: a name, a tier."""
    return _looked_up(need, _foreign(need))


def _looked_up(need: Need, mentions: Iterable[Mention]) -> Sources | None:
    found: dict[str, list[Value]] = {}
    lost = waiting = False
    for card, key, arguments in _lookups(need, mentions):
        step = need.situation.step(card, arguments, need.index, "lookup")
        waiting = waiting or step.done is None
        said = " and ".join(str(one.value) for one in arguments.values())
        ids = _found(step.done, need.toolbox, key) if step.done else []
        found.setdefault(key, []).extend(Value(one, f"the id of {said}") for one in ids)
        lost = lost or not (ids or need.card.of_kind("search"))
    if waiting:
        return Sources(waiting=True)
    kept = {key: values[:_MOST_IDS] for key, values in found.items() if values}
    return Sources(kept) if kept else Sources(lost=True) if lost else None


def _lookups(need: Need, mentions: Iterable[Mention]) -> list[tuple[Card, str, dict[str, Value]]]:
    """The calls that look ids up: what one tool takes together goes into one call."""
    found: list[tuple[Card, str, dict[str, Value]]] = []
    for mention in mentions:
        for key, place in _keys(need, mention):
            resolved = resolver(need.toolbox, place, mention)
            if not resolved or resolved[0] is need.card:
                continue
            card, own = resolved
            value = Value(mention.value, "mentioned in the question")
            same = [a for c, _, a in found if c is card and own.name not in a]
            if same:
                same[0][own.name] = value
            else:
                found.append((card, key, {own.name: value}))
            break
    return found


def _keys(need: Need, mention: Mention) -> list[tuple[str, str]]:
    """The types of ids wanted, each with the type whose records may lead to it."""
    direct = [(one.type_key, one.type_key) for one in need.ids]
    others = need.toolbox.nouns if mention.kind == "code" else ()
    return direct + [(one.type_key, key) for one in need.ids for key in others]


def _found(done: Done, toolbox: Toolbox, key: str) -> list[str]:
    """The ids that a lookup found; else the one that the tool itself proposes instead."""
    rows = [] if done.failure else rows_of(done.result)
    found = ids_in([_flat(row) for row in rows], toolbox, key)
    proposed = [] if rows else hinted_ids(done.result, toolbox, key)
    found = found or ids_in(rows, toolbox, key)
    return found or (proposed if len(proposed) == 1 else [])


def _flat(row: Row) -> Row:
    return {key: value for key, value in row.items() if not isinstance(value, list | dict)}


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
                related = not card.of_kind("search") or _is_related(one, need)
                if wanted and related and not person:
                    yield one
            case "mail" if not card.of_kind("mail"):
                yield one
            case "code" if not any(p.takes_code(one.value) for p in card.parameters):
                yield one
            case "choice" if one.how in ("exact", "inflected") and not one.negated:
                if need.referred and need.referred in {p.type_key for p in need.ids}:
                    continue  # "has the order been paid": a fact about one, not a filter
                if _ONE_THING.search(reading.text[: one.start]) and not _is_plural(reading, one):
                    continue  # "that laptop" is one, not all laptops
                if not card.choice(one.of, one.options):
                    yield one


def _is_plural(reading: Reading, one: Mention) -> bool:
    said = reading.text[one.start : one.end].lower()
    after = re.match(r"\s*([A-Za-z]+)", reading.text[one.end :])
    return said.endswith("s") or bool(after and after.group(1).lower().endswith("s"))


def _is_related(name: Mention, need: Need) -> bool:
    """Whether a name says whose things are wanted, and not what to search for."""
    text = need.reading.text
    after = next((one for one in words_of(text) if one.start >= name.end), None)
    attributive = after and need.toolbox.type_named([after.stem])
    possessive = text[name.end : name.end + 1] in {"'", "\u2019"}
    return bool(possessive or attributive or stem(name.of) in _RELATION)


def _bridge(need: Need) -> Sources | None:
    """A record named by id leads to the ids in it: the order's member, the room's guest."""
    named = need.reading.of("id")
    if not named and need.index and need.plain:
        types = {one.type_key for one in need.ids}
        wanted = need.said_types & types if types else not need.reading.of("choice")
        own_words = not types and any(
            not term.alternatives for term in need.situation.question.wishes[need.index].terms
        )
        named = need.situation.question.reading.of("id") if wanted and not own_words else []
    for mention in named:
        getter = need.toolbox.getter(mention.of)
        parameter = getter and getter.takes(mention.of)
        if not getter or not parameter or getter is need.card or need.card.takes(mention.of):
            continue
        arguments = {parameter.name: Value(mention.value, "named in the question")}
        step = need.situation.step(getter, arguments, need.index, "lookup")
        return Sources(waiting=True) if step.done is None else _inside(need, step.done, mention)
    return None


def _inside(need: Need, done: Done, mention: Mention) -> Sources:
    """What a record gives to the next call: ids, or its subject to search by."""
    if done.failure:
        return Sources(lost=True)
    origin, said = f"in the record of {mention.value}", need.said_types
    kind = need.toolbox.main_types[need.card.name]
    getter = need.toolbox.getter(kind) if kind in said and not need.reading.of("choice") else None
    if getter and kind and not need.card.takes(kind):
        if found := need.values(kind, ids_in([done.result], need.toolbox, kind), origin):
            return Sources(found.ids, card=getter)
    for parameter in sorted(need.ids, key=lambda one: one.type_key not in said):
        ids = ids_in([done.result], need.toolbox, parameter.type_key)
        if found := need.values(parameter.type_key, ids, origin):
            return found
    for key in need.toolbox.nouns:
        getter = need.toolbox.getter(key) if key in said else None
        if getter and (found := need.values(key, ids_in([done.result], need.toolbox, key), origin)):
            return Sources(found.ids, card=getter)
    rows = rows_of(done.result)
    subject = name_of(rows[0]) if rows else None
    told = Value(subject, f"the subject of {mention.value}") if subject else None
    return Sources(subject=told)


def _nth_before(need: Need) -> Sources | None:
    """ "Open the first one": one of the rows that the part before finds."""
    match = _NTH.search(need.reading.said)
    if not match or not need.index:
        return None
    earlier = [step for step in need.situation.steps if step.wish < need.index]
    if any(step.done is None for step in earlier):
        return Sources(waiting=True)
    return _nth(need, [step.done for step in earlier if step.done], match)


def _nth(need: Need, calls: list[Done], match: re.Match[str]) -> Sources | None:
    which = (match.group(1) or match.group(2) or match.group(3)).lower()
    place = -1 if which in ("last", "latter") else _PLACES.get(which, 0)
    for done in reversed(calls):
        rows = [] if done.failure else rows_of(done.result)
        rows = sorted_rows(rows, need.reading) if match.group(3) else rows
        if rows and -1 <= place < len(rows):
            for parameter in sorted(need.ids, key=lambda one: not one.required):
                ids = ids_in([_flat(rows[place])], need.toolbox, parameter.type_key)
                if found := need.values(parameter.type_key, ids[:1], f"the {which} one before"):
                    return found
    return None


def _rest_of_question(need: Need) -> Sources | None:
    """Ids that another part of the same question names."""
    if need.situation.question.join is not None or need.reading.has("totality"):
        return None
    wish, question = need.situation.question.wishes[need.index], need.situation.question.reading
    refers = need.required or need.referred is not None or wish.clause == (0, 0)
    part = question if refers else question.part(0, max(wish.clause[1], need.reading.end))
    return _ids_of(need, part, "named elsewhere in the question")


def _earlier_wishes(need: Need) -> Sources | None:
    """Ids in the calls and results of earlier parts of the same question."""
    if not need.index or need.situation.question.join is not None or not _refers_back(need):
        return None
    earlier = [step for step in need.situation.steps if step.wish < need.index]
    if any(step.done is None for step in earlier):
        return Sources(waiting=True)
    calls = [step.done for step in earlier if step.done]
    for index in range(need.index - 1, -1, -1):
        rows = rows_found(need.situation, index)
        whole = sum(
            len(rows_of(step.done.result)) for step in earlier if step.done and step.wish == index
        )
        if 0 < len(rows) < whole:  # "the oldest": only what the earlier part asked for
            calls = [Done("", {}, row) for row in rows]
            break
    return _in_calls(need, calls, "in the results so far")


def _refers_back(need: Need) -> bool:
    if not need.plain:
        return False
    named = bool(need.said_types & {one.type_key for one in need.ids})
    definite = need.reading.has("definites") or need.reading.has("questions")
    told = (need.required or (definite and named)) and not need.reading.of("choice")
    return need.referred is not None or told


def _background(need: Need) -> Sources | None:
    """What the story around the question names: "I meet Ada at noon. Which loans are late?"."""
    background = need.situation.question.background
    if background is None or need.reading.of("name"):
        return None
    told = _ids_of(need, background, "named before the question")
    return told or _looked_up(need, [one for one in background.mentions if one.kind != "choice"])


def _earlier_turns(need: Need) -> Sources | None:
    """Ids that the conversation was about."""
    text = need.situation.question.reading.text
    short = not need.reading.mentions and len(need.reading.words) < 5
    opening = need.index == 0 and (
        _OPENING.search(text) or (short and not need.reading.has("totality"))
    )
    nth, referred = _NTH.search(need.reading.said), need.referred
    if not need.plain or not (opening or referred is not None or need.required or nth):
        return None
    if need.reading.of("choice") and not (opening or referred is not None or need.required):
        return None
    for turn in reversed(need.situation.turns[:-1]):
        calls = [done for done in turn.calls if not done.failure]
        found = _nth(need, calls, nth) if nth else None
        if not found and referred == "":
            found = _owners(need, calls)
        found = found or _in_calls(need, calls, "from the conversation")
        if found:
            alone = all(len(values) == 1 for values in found.ids.values())
            return found if opening or alone or referred is not None or nth else None
    return None


def _described(need: Need) -> Sources | None:
    """Ids that a search finds by what the wish says: "book the ferry to Tiree on Monday"."""
    for parameter in need.ids:
        key = parameter.type_key
        if not parameter.required:
            continue
        fillings = [
            fill(need.toolbox, card, need.reading, {})
            for card in need.toolbox.finders(key)
            if card is not need.card
        ]
        told = [one for one in fillings if one.missing is None and _tells(one, need)]
        best = max(told, key=lambda one: len(one.values), default=None)
        if best is None:
            continue
        step = need.situation.step(best.card, best.calls()[0], need.index, "lookup")
        if step.done is None:
            return Sources(waiting=True)
        rows = [] if step.done.failure else rows_of(step.done.result)
        ids = ids_in([_flat(row) for row in rows], need.toolbox, key)
        return need.values(key, ids if len(ids) <= _MOST_MEANT else [], "what the search found")
    return None


def _tells(filling: Filling, need: Need) -> bool:
    """Whether the values found say which things are meant."""
    kinds = {p.kind for p in filling.card.parameters if p.name in filling.values}
    if kinds - {"search", "whole", "number", "truth"}:
        return True
    values = [one.value for found in filling.values.values() for one in found]
    words = {one for value in values for one in stems_of(str(value))}
    return "search" in kinds and bool(words - common() - set(need.card.weights))


def _owners(need: Need, calls: list[Done]) -> Sources | None:
    """The things that the rows themselves are about: "their" means those, not what is in them."""
    rows = [row for done in calls for row in rows_of(done.result)]
    own = [{key: value} for row in rows for key, value in row.items() if str(value) == own_id(row)]
    for parameter in [one for one in need.ids if one.required] or need.ids:
        ids = ids_in(own, need.toolbox, parameter.type_key)
        if found := need.values(parameter.type_key, ids, "from the conversation"):
            return found
    return None


def _in_calls(need: Need, calls: list[Done], origin: str) -> Sources | None:
    calls = [done for done in calls if not done.failure]
    said, meant = need.said_types, need.referred
    places = [done.arguments for done in calls], [done.result for done in calls]

    def rank(one: Parameter) -> tuple[bool, bool, bool]:
        return one.type_key != meant, not one.required, one.type_key not in said

    free = meant is not None or need.required or not need.index
    for parameter in sorted(need.ids, key=rank):
        for place in places if free or parameter.type_key in said else ():
            ids = ids_in(place, need.toolbox, parameter.type_key)
            if found := need.values(parameter.type_key, ids, origin):
                return found
    return None


def _subject(need: Need) -> Sources | None:
    """What the conversation was about last, for a search without words of its own."""
    wish = need.situation.question.wishes[need.index]
    unknown = any(not term.alternatives for term in wish.terms)
    if not need.card.of_kind("search") or need.ids or unknown or need.reading.of("choice"):
        return None
    for turn in reversed(need.situation.turns[:-1]):
        rows = [row for done in turn.calls if not done.failure for row in rows_of(done.result)]
        if len(rows) == 1 and (subject := name_of(rows[0])):
            return Sources(subject=Value(subject, "the subject of the conversation"))
    return None
