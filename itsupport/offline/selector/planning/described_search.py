"""Ids that a search finds by what a wish, or the story around it, says of a thing."""

import re

from itsupport.offline.selector.answers.results import ids_in, rows_of
from itsupport.offline.selector.language.words import common, listed, stems_of
from itsupport.offline.selector.planning.arguments import fill
from itsupport.offline.selector.planning.filling import Filling
from itsupport.offline.selector.planning.need import Need, Sources, flat_row
from itsupport.offline.selector.question.reading import Reading

_MOST_MEANT = 3
_LOOKS_FOR = re.compile(r"(?:^|[.?!]\s|please )(?:look for|find|search for)\b", re.I)


def by_description(need: Need) -> Sources | None:
    """Ids that a search finds by what the wish says: "book the ferry to Tiree on Monday"."""
    for parameter in need.ids:
        key = parameter.type_key
        if not parameter.required:
            continue
        best = _best_search(need, key, need.reading) or _best_search_of_story(need, key)
        if best is None:
            continue
        step = need.situation.step(best.card, best.calls()[0], need.index, "lookup")
        if step.done is None:
            return Sources(waiting=True)
        rows = [] if step.done.failure else rows_of(step.done.result)
        ids = ids_in([flat_row(row) for row in rows], need.toolbox, key)
        return need.values(key, ids if len(ids) <= _MOST_MEANT else [], "what the search found")
    return None


def _best_search(need: Need, key: str, reading: Reading, told: bool = False) -> Filling | None:
    """The search for things of a type to which a text gives most; `told`: it tells of one.

    "Three packets for the institute" says who gets them, not which ones they are.
    """
    own = fill(need.toolbox, need.card, reading, {})
    fillings = [
        fill(need.toolbox, card, reading, {})
        for card in need.toolbox.finders(key)
        if card is not need.card
    ]
    full = [one for one in fillings if one.missing is None and one.values]
    told = told and not need.card.acts
    kept = [o for o in full if (told or _tells(o, need)) and not _has_all(own, o, need)]
    return max(kept, key=lambda one: len(one.values), default=None)


def _has_all(own: Filling, other: Filling, need: Need) -> bool:
    """Whether a search knows nothing but the deed itself: its verb, its day, its new name."""
    terms = need.situation.question.wishes[need.index].terms
    words = {one.stem for one in terms if any(s in own.card.weights for s, _ in one.alternatives)}
    known = _words(own) | own.card.weights.keys() | words | listed("actions") | listed("changes")
    return own.card.acts and _words(other) <= known


def _words(filling: Filling) -> set[str]:
    values = [one.value for found in filling.values.values() for one in found]
    return {stem for one in values if one is not True for stem in stems_of(str(one))}


def _best_search_of_story(need: Need, key: str) -> Filling | None:
    """The search for what a story tells of: "There's a picture of … Look up the rights."."""
    background = need.situation.question.background
    nouns = need.toolbox.nouns.get(key, frozenset())
    if background is None or need.index or need.reading.of("id", "code", "mail"):
        return None
    named = [word for word in background.words if word.stem in nouns]
    if looks := _LOOKS_FOR.search(background.plain):
        named = [word for word in background.words if word.start >= looks.end()] or named
    if not named:
        return None
    start = background.text.rfind(".", 0, named[0].start) + 1
    ends = [one for one in map(background.text[named[0].end :].find, ".?!;") if one >= 0]
    end = named[0].end + min(ends) if ends else len(background.text)
    return _best_search(need, key, background.part(start, end), told=True)


def _tells(filling: Filling, need: Need) -> bool:
    """Whether the values found say which things are meant; a day alone is a deed's own."""
    kinds = {p.kind for p in filling.card.parameters if p.name in filling.values}
    if need.card.acts and not kinds & {"text", "mail", "search", "id", "choice"}:
        return False
    if kinds - {"search", "whole", "number", "truth", "day" if need.card.acts else ""}:
        return True
    words = {one for one in _words(filling) if not one.isdigit()}
    return "search" in kinds and bool(words - common() - set(need.card.weights))
