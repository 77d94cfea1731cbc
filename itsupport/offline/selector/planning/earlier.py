"""Ids that come from what was said and found before: earlier wishes, earlier questions."""

import re
from collections.abc import Iterable

from itsupport.offline.selector.answers.computing import rows_found
from itsupport.offline.selector.answers.ordering import sorted_rows
from itsupport.offline.selector.answers.results import ids_in, inner_rows, name_of, own_id, rows_of
from itsupport.offline.selector.conversation import Done
from itsupport.offline.selector.language.words import says_little
from itsupport.offline.selector.planning.filling import Value
from itsupport.offline.selector.planning.need import Need, Sources, flat_row
from itsupport.offline.selector.planning.situation import Step
from itsupport.offline.selector.question.described import ONE, described
from itsupport.offline.selector.question.sentences import COMPARATIVES
from itsupport.offline.selector.question.told import things_in
from itsupport.offline.selector.ranking.references import points_there
from itsupport.offline.selector.tools.schemas import Parameter

NTH = re.compile(
    r"\b(?:(first|1st|former|top|closest|best|that) one"
    r"|the \w+ (?:that is |which is )?(closest|nearest|most (?:similar|alike)) to"
    r"|(first|1st|former|second|2nd|third|3rd|fourth|4th|fifth|5th|last|latter)\b(?: one\b)?"
    r"|(?P<most>one) (?:that|which|with) [^.?!]*?\w+est\b"
    rf"|(?P<best>\w+est|{COMPARATIVES}) (?:one|of them)\b)",
    re.IGNORECASE,
)
_PLACES = {"second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "fifth": 4, "5th": 4}


def nth_before(need: Need) -> Sources | None:
    """ "Open the first one": one of the rows that the part before finds."""
    match = NTH.search(need.reading.said)
    if not match or not need.index:
        return None
    if any(step.done is None for step in need.earlier):
        return Sources(waiting=True)
    return _nth(need, [step.done for step in need.earlier if step.done], match)


def described_before(need: Need) -> Sources | None:
    """ "Cancel the one in Turing": the row with these words that the parts before find."""
    if not need.index or not ONE.search(need.reading.said):
        return None
    if any(step.done is None for step in need.earlier):
        return Sources(waiting=True)
    return among(need, [step.done for step in need.earlier if step.done])


def among(need: Need, calls: Iterable[Done]) -> Sources | None:
    """The one thing among the results of some calls that the wish describes."""
    things = things_in(calls, need.toolbox)
    said = need.reading.text[need.reading.start : need.reading.end]
    for mention in described(said, [things] if things else [], need.toolbox):
        if mention.of in {one.type_key for one in need.ids}:
            return need.values(mention.of, [mention.value], "the one described in the results")
    return None


def most_named(need: Need, calls: Iterable[Done], options: list[str]) -> Sources | None:
    """The one of some things of whose name the question says most."""
    said = {word.stem for word in need.situation.question.reading.words}
    likeness = {
        one: len({word for word in one.name if not says_little(word)} & said)
        for one in things_in(calls, need.toolbox)
        if one.value in options
    }
    best = [one for one, count in likeness.items() if count == max(likeness.values()) > 0]
    return need.values(best[0].key, [best[0].value], "named most") if len(best) == 1 else None


def nth_of_talk(need: Need) -> Sources | None:
    """ "Show the lines of the oldest one": one of the rows that an earlier question found."""
    match = NTH.search(need.reading.said)
    for turn in reversed(need.situation.turns[:-1] if match and not need.index else []):
        calls = [done for done in turn.calls if not done.failure]
        if match and calls:
            return _nth(need, calls, match)
    return None


def _nth(need: Need, calls: list[Done], match: re.Match[str]) -> Sources | None:
    which = next(filter(None, match.groups())).lower()
    place = -1 if which in ("last", "latter") else _PLACES.get(which, 0)
    for done in reversed(calls):
        rows = [] if done.failure else inner_rows(done.result)
        rows = sorted_rows(rows, need.reading) if match["most"] or match["best"] else rows
        if rows and -1 <= place < len(rows):
            for parameter in sorted(need.ids, key=lambda one: not one.required):
                ids = ids_in([flat_row(rows[place])], need.toolbox, parameter.type_key)
                if found := need.values(parameter.type_key, ids[:1], f"the {which} one before"):
                    return found
    return None


def earlier_wishes(need: Need) -> Sources | None:
    """Ids in the calls and results of earlier parts of the same question."""
    if not need.index or need.situation.question.join is not None or not _refers_back(need):
        return None
    if any(step.done is None for step in need.earlier):
        return Sources(waiting=True)
    calls = [one.done for one in need.earlier if one.done and not _is_everything(need, one)]
    for index in range(need.index - 1, -1, -1):
        rows = rows_found(need.situation, index)
        whole = sum(
            len(rows_of(step.done.result))
            for step in need.earlier
            if step.done and step.wish == index
        )
        if 0 < len(rows) < whole:  # "the oldest": only what the earlier part asked for
            meant = [Done("", {}, row) for row in rows]
            if found := _in_calls(need, meant, "in the results so far"):
                return found
    return _in_calls(need, calls, "in the results so far")


def _is_everything(need: Need, step: Step) -> bool:
    """Whether a call found all things there are: none of them is meant more than the others."""
    ids = {one.name for one in step.card.parameters if "limit" not in one.stems}
    if need.card.acts and step.card.parameters and not ids & step.plain.keys():
        return True  # nobody has said which one is to be changed
    filtered = ids & step.plain.keys() or not step.done or len(rows_of(step.done.result)) < 2
    if filtered or not 0 <= step.wish < len(need.situation.question.wishes):
        return False
    terms = need.situation.question.wishes[step.wish].terms
    return not need.required or any(not term.alternatives for term in terms)


def _refers_back(need: Need) -> bool:
    if not need.plain:
        return False
    named = bool(need.said_types & {one.type_key for one in need.ids})
    definite = need.reading.has("definites") or need.reading.has("questions")
    told = need.required or (definite and named and not need.reading.of("choice"))
    return need.referred is not None or told or need.of_a_set


def earlier_turns(need: Need) -> Sources | None:
    """Ids that the conversation was about."""
    few = len(need.reading.words) < 5 or points_there(need.reading)
    short = not need.reading.mentions and few
    opening = need.index == 0 and short and not need.reading.has("totality")
    nth, referred = NTH.search(need.reading.said), need.referred
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

    free = meant is not None or need.required or not need.index or need.of_a_set
    for parameter in sorted(need.ids, key=rank):
        for place in places if free or parameter.type_key in said else ():
            ids = ids_in(place, need.toolbox, parameter.type_key)
            if found := need.values(parameter.type_key, ids, origin):
                return found
    return None


def subject_of_talk(need: Need) -> Sources | None:
    """What the conversation was about last, for a search without words of its own."""
    wish = need.situation.question.wishes[need.index]
    unknown = any(not term.alternatives for term in wish.terms)
    meant = need.reading.has("singular") and any(p.required for p in need.card.of_kind("search"))
    choices = need.reading.of("choice") and not meant
    if not need.card.of_kind("search") or need.ids or unknown or choices:
        return None
    for turn in reversed(need.situation.turns[:-1]):
        rows = [row for done in turn.calls if not done.failure for row in rows_of(done.result)]
        if len(rows) == 1 and (subject := name_of(rows[0])):
            return Sources(subject=Value(subject, "the subject of the conversation"))
    return None
