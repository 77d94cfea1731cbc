"""What completes a call: values from results and from the rest of the question.

Where nothing completes it, a question back asks for what is missing.
"""

import re
from dataclasses import replace

from itsupport.offline.selector.answers.results import texts_under
from itsupport.offline.selector.language.words import (
    common,
    listed,
    stems_of,
)
from itsupport.offline.selector.planning.arguments import fill
from itsupport.offline.selector.planning.filling import Filling
from itsupport.offline.selector.planning.situation import Situation
from itsupport.offline.selector.question.reading import Mention, Reading
from itsupport.offline.selector.question.wishes import Wish
from itsupport.offline.selector.ranking.references import referred_type
from itsupport.offline.selector.tools.schemas import Parameter

_IT_TAKES = re.compile(r"\b(?:it (?:takes|took|is possible)|does it take)\b", re.IGNORECASE)
_VAGUE = re.compile(
    r"\b(?:is|was|about) that\b(?! \w+s?\b(?<!again))|^\W*which one\b", re.IGNORECASE
)
_IS_IT = re.compile(
    r"\W*(?:is|was|has|are|were|have|does|did|do) (?:it|they|he|she)\b", re.IGNORECASE
)
_ELLIPTIC = re.compile(
    r"\W*(?:(?:and|what about|how about) the \w+|(?:and )?what(?:'s| is) (?:the|my|our) \w+"
    r"|which \w+|.*\b(?:question|help|problem)\b.*\b(?:about|with) (?:an?|my) \w+)\W*$",
    re.IGNORECASE,
)
_BEFORE = "told before the question"
_I_AM = re.compile(
    r"\b(?:(?:i|we|they)(?:'m|'re|'ve| am| are| have)?|(?:he|she)(?:'s| is| has)"
    r"|my \w+ (?:is|are|has|have)"
    r"|(?:it|that|they|he|she|this|one) (?:should|must|has to|have to|needs? to|ought to)"
    r" (?:be|have|speak|know)(?: \w+){0,4})(?:(?<=ve) got)?\s+(?:an? |both |all |never )?$"
    r"|\bwith (?:my|our) (?:own )?$",
    re.IGNORECASE,
)
_NO_ID = re.compile(
    r"(?:\+|\b0)\d[\d /-]{5,}\d|\b[\w-]+ (?:instead of|rather than) [\w-]+", re.IGNORECASE
)
"""Numbers that are a phone's, or how many: "60 instead of 50"."""
_EVERY = re.compile(
    r"\b(all|every|each|complete list|how many|most|fewest|least|total|sum)\b", re.I
)


def unnamed_id(situation: Situation, wish: Wish, filling: Filling) -> Parameter | None:
    """The id to ask for when one thing is meant and nobody has said which: "the invoice", "it"."""
    searched = {p.name for p in filling.card.of_kind("search")}
    vague = set(filling.values) <= searched and all(w.stem in common() for w in wish.reading.words)
    told = filling.values and not (vague and _points_back(wish.reading))
    told = told and not _IS_IT.match(wish.reading.said)
    told = told or any(one.name in filling.values for one in filling.card.ids)
    told = told or any(v.origin == _BEFORE for found in filling.values.values() for v in found)
    if _IT_TAKES.search(wish.reading.said):
        return None
    if told or wish.repeats or wish.reading.of("id", "name", "mail", "code", "period"):
        return None
    part = wish.reading.part(*wish.clause) if any(wish.clause) else wish.reading
    key = referred_type(part, situation.toolbox)
    if key is None and _ELLIPTIC.match(situation.question.reading.said):
        key = ""
    back = _points_back(part) or _ELLIPTIC.match(part.said)
    if key is None or (key == "" and not (back and _alone(situation))):
        return None
    wanted = key or situation.toolbox.subjects[filling.card.name]
    getter = situation.toolbox.getter(wanted) if wanted else None
    asked = filling.card.takes(wanted) if wanted else None
    asked = asked or (getter.takes(wanted) if getter and wanted else None)
    others = (*filling.card.ids, *filling.card.of_kind("search")) if key == "" else ()
    return asked or next(iter(others), None)


def _points_back(reading: Reading) -> bool:
    """Whether "it" or "there" stands for something: not in "is there a guide?"."""
    said = re.sub(r"\b(?:is|are|was|were) there\b", " ", reading.said, flags=re.IGNORECASE)
    return bool(listed("singular") & set(stems_of(said)) or _VAGUE.search(said))


def _alone(situation: Situation) -> bool:
    """Whether nothing that was said or found before can be meant by "it"."""
    return len(situation.turns) == 1 and not situation.steps


def add_from_results(filling: Filling, wish: Wish, situation: Situation) -> None:
    """Required texts that the question leaves out, from its results or those it speaks of."""
    turns = situation.turns[-2:] if wish.reading.has("pronouns") else situation.turns[-1:]
    for parameter in filling.card.required:
        if parameter.kind == "text" and parameter.name not in filling.values:
            for turn in reversed(turns):
                for value in list(texts_under(turn.calls, parameter.stems)):
                    filling.add(parameter, value, f"the {parameter.noun} in the results")
    if filling.card.acts and wish.reading.has("singular"):
        for parameter in filling.free("mail"):
            for value in list(texts_under(situation.turn.calls, ("email",)))[:1]:
                filling.add(parameter, value, "the address in the results")


def add_from_question(filling: Filling, situation: Situation, wish: Wish) -> None:
    """Required values that another part of the question says."""
    missing = [p for p in filling.card.required if p.name not in filling.values and p.kind != "id"]
    told = (
        fill(situation.toolbox, filling.card, situation.question.reading, {}) if missing else None
    )
    for parameter in filling.card.ids:
        if parameter.required and not parameter.shape and parameter.name not in filling.values:
            where = wish.reading if filling.card.acts else situation.question.reading
            for said in _unclaimed(where, filling)[:1]:
                filling.add(parameter, said, "a code or number in the question")
    for parameter in missing:
        for value in (told.values if told else {}).get(parameter.name, ()):
            filling.add(parameter, value.value, value.origin)


def add_from_last_call(filling: Filling, situation: Situation) -> None:
    """Required values that the question before gave to a parameter of the same name."""
    missing = [p for p in filling.card.required if p.name not in filling.values and p.kind != "id"]
    before = [call for turn in situation.turns[-2:-1] for call in turn.calls]
    for parameter in missing if filling.values else ():
        for call in reversed(before):
            if parameter.name in call.arguments and parameter.name not in filling.values:
                told = call.arguments[parameter.name]
                filling.add(parameter, told, "from the question before")


def _unclaimed(reading: Reading, filling: Filling) -> list[str]:
    """What may be an id though nothing says of what: codes first, then numbers with no use."""
    codes = [one.value for one in reading.of("code") if not filling.has(one.value)]
    numbers = [one for one in reading.of("number") if not (one.of or filling.has(one.value))]
    others = [one.span() for one in _NO_ID.finditer(reading.text)]
    numbers = [one for one in numbers if not any(a <= one.start < b for a, b in others)]
    return codes + [str(int(one.value)) for one in numbers]


def add_from_background(filling: Filling, situation: Situation) -> None:
    """The words to search for from the story before: "My screen is black. What can I do?"."""
    background, searches = situation.question.background, filling.card.of_kind("search")
    if background and (filling.card.acts or not filling.values):
        told = fill(situation.toolbox, filling.card, background, {})
        more = ("choice", "truth") if filling.card.acts else ()
        for one in filling.free("mail", "text", "day", *more):
            for value in told.values.get(one.name, ()):
                filling.add(one, value.value, _BEFORE)
    if background and not filling.card.acts:
        told = fill(situation.toolbox, filling.card, _about_those_who_ask(background), {})
        for one in filling.free("whole", "number", "truth", "choice"):
            for value in told.values.get(one.name, ()) if filling.values or not one.choices else ():
                filling.add(one, value.value, _BEFORE)
    if background and searches and not filling.values and not _is_it(background):
        told = fill(situation.toolbox, filling.card, background, {})
        for parameter in searches:
            for value in told.values.get(parameter.name, ()):
                filling.add(parameter, value.value, _BEFORE)


def _about_those_who_ask(background: Reading) -> Reading:
    """A story without its days, and of its choices those of "I'm vegan", "in studio B"."""
    kept = (one for one in background.mentions if one.kind != "period")
    mentions = (one for one in kept if one.kind != "choice" or _is_told(one, background.text))
    return replace(background, mentions=tuple(mentions))


def _is_told(choice: Mention, text: str) -> bool:
    """Whether a choice is of those who ask, or is told with the word for it."""
    before = stems_of(text[: choice.start])[-1:]
    named = choice.how == "exact" and before == stems_of(choice.of)[-1:]
    return named or bool(_I_AM.search(text[: choice.start]))


def _is_it(background: Reading) -> bool:
    """Whether a story tells of something that nobody has named: "It has stopped again."."""
    first = background.words[0].stem if background.words else ""
    return first in listed("pronouns") and not background.of("id", "name", "code", "quote")


def raise_limit(situation: Situation, wish: Wish, filling: Filling) -> None:
    """Ask for as many results as there may be when all of them count."""
    counts = situation.question.join or filling.exclusions or _EVERY.search(wish.reading.said)
    if not counts and not situation.question.reading.has("superlatives"):
        return
    for parameter in filling.card.of_kind("whole"):
        highest = parameter.schema.get("maximum")
        if highest and "limit" in parameter.stems and parameter.name not in filling.values:
            filling.add(parameter, highest, "as many as the tool allows")
