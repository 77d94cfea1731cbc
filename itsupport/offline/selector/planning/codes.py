"""Codes for a call: "France" as FR, a postcode with its zeros, "the T3" where an example is T4."""

import re

from itsupport.offline.selector.language.words import Word, codes
from itsupport.offline.selector.planning.filling import Filling
from itsupport.offline.selector.planning.places import is_its_place
from itsupport.offline.selector.question.reading import Mention, Reading
from itsupport.offline.selector.tools.kinds import form_of
from itsupport.offline.selector.tools.schemas import Parameter

_KINDS = {"country": 2, "language": 2, "currency": 3}
_SHORT = re.compile(r"(?<![\w-])[A-Z]{1,3}\d{1,3}[A-Z]?(?![\w-])")
_LETTERS = re.compile(r"\^\[A-Z\]\{([2-5])\}\$")
_POSTCODE = re.compile(r"(?<![\w.,-])\d{4,6}(?![\w-]|[.,]\d)")
_POSTCODES = {"postcod", "zip", "plz", "zipcod"}


def add_short_codes(filling: Filling, reading: Reading) -> None:
    """What stands for a code, and codes that look like words or numbers."""
    for parameter in filling.free("text"):
        coded = _by_name(parameter, reading) or _country(parameter, reading)
        for value in coded or _by_form(parameter, reading, filling):
            filling.add(parameter, value, "the code for it in the question")
            break


def _country(parameter: Parameter, reading: Reading) -> list[str]:
    """The name of a country, where a parameter takes such: "from Latvia", "Latvian"."""
    if parameter.stems[-1] != "country" or "pattern" in parameter.schema:
        return []
    told = [(word, _country_of(word.text.lower())) for word in reading.words]
    return [name for word, name in told if name and _fits(parameter, word, reading)]


def _country_of(word: str) -> str | None:
    """The country of a word such as "latvia", "latvian" or "polish"."""
    names, code = codes("country"), codes("language").get(word, "").upper()
    if word in names or word.removesuffix("n") in names:
        return (word if word in names else word.removesuffix("n")).title()
    return next((name.title() for name, one in names.items() if one == code), None)


def _by_name(parameter: Parameter, reading: Reading) -> list[str]:
    """The codes of what is named, where a parameter takes such: "to France"."""
    said = f"{parameter.name} {parameter.description}".lower()
    for kind, length in _KINDS.items():
        if kind in said and _takes_letters(parameter, length):
            return [
                code
                for mention, code in _named(kind, reading)
                if is_its_place(parameter, mention, reading)
            ]
    return []


def _takes_letters(parameter: Parameter, length: int) -> bool:
    """Whether the schema shows that a text is a code of so many letters."""
    letters = rf"[A-Za-z]{{{length}}}"
    shown = parameter.examples and all(re.fullmatch(letters, one) for one in parameter.examples)
    pattern = str(parameter.schema.get("pattern") or "")
    told = re.search(r"\bISO\b|alpha-2|two-letter|three-letter", parameter.description, re.I)
    return bool(shown or told or re.fullmatch(rf"\^?\[[A-Za-z-]+\]\{{{length}\}}\$?", pattern))


def _named(kind: str, reading: Reading) -> list[tuple[Mention, str]]:
    known, found, place = codes(kind), [], 0
    while place < len(reading.words):
        for length in (2, 1):
            stretch = reading.words[place : place + length]
            name = " ".join(word.text.lower() for word in stretch)
            if name in known:
                found.append(
                    (Mention("code", name, stretch[0].start, stretch[-1].end), known[name])
                )
                break
        place += length
    return found


def _fits(parameter: Parameter, word: Word, reading: Reading) -> bool:
    return is_its_place(parameter, Mention("code", word.text, word.start, word.end), reading)


def _by_form(parameter: Parameter, reading: Reading, filling: Filling) -> list[str]:
    """A postcode as it is written; short codes that have the form of an example."""
    said = reading.text[reading.start : reading.end]
    if _POSTCODES & set(parameter.stems):
        return _POSTCODE.findall(said)
    pattern = str(parameter.schema.get("pattern") or "")
    if letters := _LETTERS.fullmatch(pattern):
        words = [w for w in reading.words if re.fullmatch(rf"[A-Z]{{{letters[1]}}}", w.text)]
        return [w.text for w in words if not filling.has(w.text) and _fits(parameter, w, reading)]
    forms = {form_of(one) for one in parameter.examples if _SHORT.fullmatch(one)}
    return [one for one in _SHORT.findall(said) if form_of(one) in forms]
