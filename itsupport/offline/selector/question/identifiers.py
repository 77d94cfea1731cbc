"""Ids in a question: by their shape, by a noun with a number, by a name that results gave them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from itsupport.offline.selector.language.amounts import NUMBERS
from itsupport.offline.selector.language.named_days import MONTH
from itsupport.offline.selector.language.words import (
    says_little,
    stems_of,
    words_listed,
)
from itsupport.offline.selector.question.reading import Mention
from itsupport.offline.selector.tools.kinds import form_of
from itsupport.offline.selector.tools.schemas import Parameter
from itsupport.offline.selector.tools.shapes import Shape, loose_ids, may_abbreviate
from itsupport.offline.selector.tools.toolbox import Toolbox

_SHARP = re.compile(r"(?<!\w)#(\d{1,8})\b")
_LIKE_DIGITS = re.compile(r"(?<=[A-Za-z]-)(?=[0-9OoIl]*[0-9])[0-9OoIl]{2,}(?!\w)")
_DIGITS = str.maketrans("OoIl", "0011")
_NO_UNIT = r"(?!(?:and|or|but|so|is|was|has|had|can|to|for|in|on|at|by|as|we|i|the|a|if)\b)"
_LONG_NUMBER = re.compile(
    rf"(?<![\w.,/:#€$£-])[1-9]\d{{3,8}}(?![\w/:%€$£-]|[.,]\d|\s+(?:euros?|dollars?|pounds?|{_NO_UNIT}[a-z]{{1,3}}\b|[A-Z]{{3}}\b))"
)
_ORDERED = re.compile(
    r"(?:^|[.?!\n])\W*(?:(?:please|can you|could you|kindly)\W+)?(?:order|book|ticket|charge) $",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\b(?:over|under|above|below|than|least|most|to|of|about|for|with) $", re.IGNORECASE
)
_TOLD_NUMBER = re.compile(
    r"(?:(?<=\()|\b(?:number|no\.|nr\.) )(?P<told>[1-9]\d{1,7})(?=\)|(?![-/.,:]?\w))", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATED = re.compile(rf"(?:{MONTH},?|\d(?:st|nd|rd|th)?,|\bin|\bsince) $", re.IGNORECASE)
_WORDS = NUMBERS[:10]
_IN_WORDS = re.compile(rf"\b([a-z]+) (?:number )?({'|'.join(_WORDS)})\b(?! \w+s\b)", re.IGNORECASE)
_WITH_NUMBER = re.compile(
    r"\b([A-Za-z]+(?<!s))\s*(?:#|no\.?|nr\.?|number|id)?\s*#?(\d{1,8})\b(?![-/:.,]?\w)"
    r"(?!\s+(?!(?:is|was|has|does|please|pls)\b)\w*s\b)",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(?:\s*(?:,|/|&|\band\b|\bor\b)+\s*#?)(\d{1,8})\b(?!-)")


def whole_id(quote: Mention, shapes: dict[str, Shape]) -> Mention:
    """A quote that is nothing but an id is that id."""
    for key, shape in shapes.items():
        for start, end, value in shape.mentions(quote.value):
            if (start, end) == (0, len(quote.value)):
                return replace(quote, kind="id", value=value, of=key)
    return quote


def _with_digits(text: str) -> str:
    """The text with the letters that look like digits mended in numbers: ORD-oo4, BK-1OO1."""
    return _LIKE_DIGITS.sub(lambda found: found.group().translate(_DIGITS), text)


def ids_in_text(text: str, shapes: dict[str, Shape], toolbox: Toolbox) -> Iterator[Mention]:
    text = _with_digits(text)
    for key, start, end, value in _by_shape(text, shapes, toolbox):
        if _YEAR.fullmatch(value) and _DATED.search(text[:start]):
            continue
        yield Mention("id", value, start, end, key)
        yield from _further(text, end, key, shapes[key])
    yield from _numbered(text, shapes, toolbox)
    unknown = {
        key: found[0].noun
        for key, found in toolbox.id_parameters.items()
        if key not in shapes and found[0].schema.get("type") == "string"
    }
    for start, end, value in loose_ids(text):
        for key, shape in shapes.items():
            if meant := shape.repaired(value) or _by_form(value, key, toolbox):
                yield Mention("id", meant, start, end, key)
        said = _ORDERED.sub("", text[:start])
        before = toolbox.type_named(stems_of(" ".join(said.split()[-1:])))
        fitting = [before] if before in unknown else []
        fitting += [key for key, noun in unknown.items() if may_abbreviate(value, noun)]
        strange = not any(shape.mentions(value) for shape in shapes.values())
        if fitting or (len(unknown) == 1 and strange):
            yield Mention("id", value, start, end, (fitting or list(unknown))[0])


def _by_form(value: str, key: str, toolbox: Toolbox) -> str | None:
    """An id of another length than the examples, where they are all that is known: DESK-OAK-160."""
    parameters = toolbox.id_parameters.get(key, [])
    if any("pattern" in one.schema for one in parameters):
        return None
    forms = {form_of(example) for one in parameters for example in one.examples}
    fixed = [one.shape.parts[0] for one in parameters if one.shape]
    begins = all(value.startswith(one) for one in fixed if one.isalpha())
    return value if begins and "-" in value and form_of(value) in forms else None


def _by_shape(
    text: str, shapes: dict[str, Shape], toolbox: Toolbox
) -> list[tuple[str, int, int, str]]:
    """What has the shape of an id; what the noun before it says comes first: "cell D5"."""
    found = [(key, *place) for key, shape in shapes.items() for place in shape.mentions(text)]

    def told(one: tuple[str, int, int, str]) -> bool:
        return toolbox.type_named(stems_of(" ".join(text[: one[1]].split()[-1:]))) == one[0]

    return sorted(found, key=lambda one: not told(one))


def _further(text: str, end: int, key: str, shape: Shape) -> Iterator[Mention]:
    """The numbers of "order 17, 18 and 20" after the first."""
    while match := _JOINED.match(text, end):
        value = shape.numbered(match.group(1))
        if value is None or len(match.group(1)) < 2:
            return
        yield Mention("id", value, match.start(1), match.end(1), key)
        end = match.end()


def _numbered(text: str, shapes: dict[str, Shape], toolbox: Toolbox) -> Iterator[Mention]:
    """A noun with a number, such as "order 17", where ids of orders end in a number."""
    for match in re.finditer(
        r"\b([A-Za-z]+)\s*(?:#|no\.?|nr\.?|number|id)?\s*#?(\d{1,8})\b(?!-)", text
    ):
        key = toolbox.type_named(stems_of(match.group(1)))
        shape = shapes.get(key or "")
        verb = match.group(1).lower() in words_listed("actions")
        if (
            key
            and not shape
            and not (verb and re.match(r"\s+(?:of\b|\w+s\b)", text[match.end() :]))
        ):
            yield Mention("id", match.group(2), match.start(), match.end(), key)
        if key and shape and (value := shape.numbered(match.group(2))):
            yield Mention("id", value, match.start(), match.end(), key)
            yield from _further(text, match.end(), key, shape)
    for match in _IN_WORDS.finditer(text):
        key = toolbox.type_named(stems_of(match.group(1)))
        if key and key not in shapes:
            value = str(_WORDS.index(match.group(2).lower()) + 1)
            yield Mention("id", value, match.start(), match.end(), key)


def known_names(
    text: str, known: Mapping[str, str], shapes: dict[str, Shape], toolbox: Toolbox
) -> Iterator[Mention]:
    """Names that earlier results gave an id to; a record called "show all" must not catch."""
    for name, identifier in known.items():
        key = next((one for one, shape in shapes.items() if shape.fits(identifier)), "")
        tells = any(not says_little(s) and s not in toolbox.counts for s in stems_of(name))
        if key and tells:
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
                yield Mention("id", identifier, *match.span(), key, name)


def bare_numbers(text: str, toolbox: Toolbox) -> Iterator[Mention]:
    """Numbers that fit only one kind of id that is a whole number: "where is 20311?"."""
    whole = {
        key: found[0].schema
        for key, found in toolbox.id_parameters.items()
        if found[0].schema.get("type") == "integer"
    }
    if len(whole) == 1:
        for match in _SHARP.finditer(text):
            yield Mention("id", match.group(1), *match.span(), next(iter(whole)))
    for match in _TOLD_NUMBER.finditer(text):
        keys = [key for key, schema in whole.items() if _is_within(int(match["told"]), schema, 10)]
        if len(keys) == 1:
            yield Mention("id", match["told"], *match.span("told"), keys[0])
    for match in _LONG_NUMBER.finditer(text):
        number = int(match.group())
        alone = number > 2100 and not _MEASURED.search(text[: match.start()])
        least = 0 if alone and len(whole) == 1 else 100
        keys = [key for key, schema in whole.items() if _is_within(number, schema, least)]
        if len(keys) == 1:
            yield Mention("id", match.group(), *match.span(), keys[0])


def _is_within(number: int, schema: Mapping[str, Any], least: int) -> bool:
    """Whether a schema takes a number, and none smaller than `least`."""
    lowest = schema.get("minimum", 0)
    return bool(least <= lowest <= number <= schema.get("maximum", 10**9))


def mistaken_id(text: str, toolbox: Toolbox) -> Parameter | None:
    """For a text with something like an id but not quite, "ticket 10": what it is an id for."""
    for parameters in toolbox.id_parameters.values():
        prefix = parameters[0].shape.parts[0] if parameters[0].shape else ""
        if prefix.isalpha() and re.search(rf"\b{prefix}[-_ ]?\d", text, re.IGNORECASE):
            return parameters[0]
    for match in _WITH_NUMBER.finditer(text):
        key = toolbox.type_named(stems_of(match[1]))
        shape = toolbox.shapes.get(key or "")
        if key and shape and len(shape.parts) == 2 and not shape.numbered(match[2]):
            return toolbox.id_parameters[key][0]
    return None
