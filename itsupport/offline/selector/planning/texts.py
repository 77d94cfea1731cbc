"""Free text for a call: codes, names, words after a parameter's name, words to search for.

Rules fill free text least well; what is left over is taken as it stands in the question.
"""

import re

from itsupport.offline.selector.language.words import (
    common,
    listed,
    says_little,
    stem,
)
from itsupport.offline.selector.planning.codes import add_short_codes
from itsupport.offline.selector.planning.filling import Filling
from itsupport.offline.selector.planning.places import (
    add_first_and_last_name,
    add_owner_and_repository,
    add_quotes_in_order,
    introduced,
    is_its_place,
    kinds_in,
    place_in,
    whole_place,
)
from itsupport.offline.selector.question.reading import Mention, Reading
from itsupport.offline.selector.ranking.references import acts, is_person, resolver
from itsupport.offline.selector.tools.odd_codes import is_slug
from itsupport.offline.selector.tools.schemas import Parameter

_NOBODY = re.compile(
    r"\b(?:(?:by|to|with) (?:nobody|no ?one)|(?:nobody|no ?one)(?:'s| is| has| was)?(?: yet)?"
    r" (?:look|work|pick|tak|took|handl|own|car|deal|claim|respons|assign|on\b|in charge)\w*"
    r"|without an? (?:\w+ )?(?:owner|assignee|agent|technician|person|colleague)"
    r"|(?:without (?:any|some)body'?s|no|nobody'?s|no ?one'?s) (?:\w+ )?name\b"
    r"|no (?:owner|assignee)|ownerless|unclaimed|up for grabs|not (?:yet )?(?:been )?picked up)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\b(?:any|all|no|many|which|other|some)\s+(?:[a-z]+\s+)?$", re.IGNORECASE)
_SOME = re.compile(r"\b(?:any|some|our|more|of|no) (?:[A-Z]\w+ )?$")
_WHOM = frozenset(["for", "to", "by"])
_IS_NAME = re.compile(r"[^!?_\s]+(?: [^!?_\s]+){0,4}")


def add_texts(filling: Filling, reading: Reading) -> None:
    """Codes by their form, texts after their parameter's words, names where names are taken."""
    texts = filling.card.of_kind("text")
    _add_codes(filling, reading)
    add_short_codes(filling, reading)
    add_first_and_last_name(filling, reading)
    for parameter in texts:
        for literal in _literals(parameter, reading):
            filling.add(parameter, literal, "a value that the description names")
    for parameter in filling.free("text"):
        value = whole_place(parameter, reading) or introduced(parameter, reading, filling)
        if value := value or place_in(parameter, reading, filling):
            filling.add(parameter, value, "the words after its name in the question")
    for parameter in filling.free("text"):
        for kind in kinds_in(parameter, reading):
            filling.add(parameter, kind, "what the parameter's name stands for")
    add_owner_and_repository(filling, reading)
    add_quotes_in_order(filling, reading)
    for parameter in filling.free("text"):
        for name in _names_for(parameter, reading, filling):
            filling.add(parameter, name, "a name in the question")


def _add_codes(filling: Filling, reading: Reading) -> None:
    texts = filling.card.of_kind("text")
    for mention in reading.of("code"):
        fitting = [
            one
            for one in texts
            if one.takes_code(mention.value, mention.of) and is_its_place(one, mention, reading)
        ]
        fitting = [one for one in fitting if one.name not in filling.values] or fitting
        fitting.sort(key=lambda one: mention.of not in one.stems)
        said = [one for one in texts if one.is_coded and set(one.stems) & set(reading.stems)]
        needed = [one for one in filling.free("text") if one.required and is_slug(mention.value)]
        for parameter in (fitting or said or (needed if len(needed) == 1 else []))[:1]:
            filling.add(parameter, mention.value, "a code in the question")


def _literals(parameter: Parameter, reading: Reading) -> list[str]:
    """The values that the description names and the wish says, or the opposite of."""
    denied = reading.stems if reading.has("negations") else []
    nobody = parameter.takes_people and _NOBODY.search(reading.said)
    return [
        one
        for one in parameter.literals
        if stem(one) in reading.stems
        or (one.startswith("un") and (nobody or stem(one[2:]) in denied))
    ]


def add_leftovers(filling: Filling, reading: Reading) -> None:
    """A name that nothing else has taken, where only one text can be meant."""
    card, toolbox = filling.card, filling.toolbox
    for parameter in [p for p in filling.free("text") if p.required and "valu" in p.stems]:
        for number in [n for n in reading.of("number") if not filling.has(n.value)][:1]:
            said = reading.text[number.start : number.end]
            filling.add(parameter, said, "a number in the question")
    _add_rare_word(filling, reading)
    names = [one for one in reading.of("name") if one.how == "sure" and not filling.has(one.value)]
    names = [n for n in names if not any(resolver(toolbox, p.type_key, n) for p in card.ids)]
    free = [
        one
        for one in card.of_kind("text")
        if one.name not in filling.values and not one.takes_people and not one.is_coded
    ]
    for name in names[:2]:
        ends = [listed("origins"), listed("destinations")]
        near = [p for p in free for end in ends if stem(name.of) in end and end & set(p.stems)]
        for parameter in near[:1] or (free if len(free) == 1 else []):
            filling.add(parameter, name.value, "a name in the question")
            free = [one for one in free if one is not parameter]


def _add_rare_word(filling: Filling, reading: Reading) -> None:
    """A word that is neither common nor the tool's own, where one text is needed: "an avocado"."""
    card = filling.card
    free = [p for p in filling.free("text") if p.required and not (p.is_coded or p.takes_people)]
    taken = [one for one in reading.mentions if one.kind != "name"]
    rare = [
        word
        for word in reading.words
        if word.text.isalpha()
        and (len(word.text) > 3 or _SOME.search(reading.text[: word.start]))
        and not (says_little(word.stem) or word.stem in common() or word.stem in card.weights)
        and not any(one.start <= word.start < one.end for one in taken)
        and not filling.has(word.text)
    ]
    if len(free) == len(rare) == 1 and not card.acts and not reading.of("id"):
        filling.add(free[0], rare[0].text, "a word that says nothing else")


def _one_of(name: Mention, parameter: Parameter, reading: Reading) -> str:
    """A name without the s of its plural: "any Rileys"."""
    said = str(name.value)
    one = said.removesuffix("s")
    counted = _COUNTED.search(reading.text[: name.start]) and not one.endswith(("s", "e", "i", "u"))
    plural = one != said and " " not in one and not parameter.shows(said)
    return one if plural and (counted or parameter.shows(one)) else said


def _names_for(parameter: Parameter, reading: Reading, filling: Filling) -> list[str]:
    """The names in a wish that this parameter is for, as far as no other has them."""
    names = [one for one in reading.of("name") if is_its_place(parameter, one, reading)]
    names = [one for one in names if _may_have_made(parameter, one, filling)]
    if parameter.takes_people or listed("persons") & set(parameter.stems):
        names = [one for one in names if one.of not in ("in", "near")]  # a place is nobody
    singular = {one.value: _one_of(one, parameter, reading) for one in names}
    known = [one for one in singular.values() if parameter.shows(one)]
    if parameter.takes_people:
        return known or [one.value for one in names if is_person(one) or acts(one, reading)]
    if known and not parameter.takes_names:
        return known
    if not parameter.takes_names and (parameter.is_coded or not parameter.required):
        return []
    quoted = [one.value for one in reading.of("quote") if _IS_NAME.fullmatch(one.value)]
    sure = [_one_of(one, parameter, reading) for one in names if one.how == "sure"]
    named = [] if filling.card.acts and quoted else sure
    whom = [one.value for one in names if one.how == "sure" and one.of in _WHOM]
    if filling.card.acts and len(whom) == 1 and not quoted:
        named = whom  # "keep the atlas for Ada": one deed for one of them
    return [value for value in named + quoted if not filling.has(value)]


def _may_have_made(parameter: Parameter, name: Mention, filling: Filling) -> bool:
    """Whether a name fits: "by Janacek" is the composer's, where a tool takes one."""
    makers = [one for one in filling.card.of_kind("text") if listed("makers") & set(one.stems)]
    return not makers or (parameter in makers) == (name.of == "by")
