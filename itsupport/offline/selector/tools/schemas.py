"""Reading a tool's JSON Schema: which parameters it has and what each takes.

Plain and strict schemas are read alike: in strict ones an optional parameter is required but
nullable. This file leaves out any judgement of which tool fits a question.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

from itsupport.offline.exchange import Tool
from itsupport.offline.selector.language.amounts import unit_in
from itsupport.offline.selector.language.words import listed, stem, stems_of, synonyms
from itsupport.offline.selector.tools.kinds import (
    ID_ENDINGS,
    ID_NAMES,
    SUCH_AS,
    Kind,
    form_of,
    kind_of,
    parts_of,
    shape_of,
)
from itsupport.offline.selector.tools.nullable import without_null
from itsupport.offline.selector.tools.shapes import Shape, is_safe

_TAKES_NAMES = re.compile(
    r"(?:full |the |first |last |family )?(?:sur)?name\b|who\b"
    r"|(?:person|company|firm|customer|institution) (?:that|who|to)\b",
    re.IGNORECASE,
)
_ITS_NAME = re.compile(r"(?:the )?(?:\w+'s name|name of (?:the|an?) \w+)\b", re.IGNORECASE)
_SYMBOL = re.compile(r"[A-Z]{2,5}")
_WORDS = re.compile(r"\ba(?:-a)+\b")


@dataclass(frozen=True)
class Parameter:
    """One parameter. `type_key` is equal for parameters that take the same kind of id."""

    name: str
    kind: Kind
    required: bool
    schema: dict[str, Any]
    stems: tuple[str, ...]
    choices: tuple[str, ...] = ()
    many: bool = False
    shape: Shape | None = None
    type_key: str = ""

    def __hash__(self) -> int:
        return hash((self.name, self.description))

    @property
    def description(self) -> str:
        return str(self.schema.get("description") or "")

    @property
    def examples(self) -> tuple[str, ...]:
        """The examples of the schema, then those that the description gives."""
        said = [part for found in SUCH_AS.findall(self.description) for part in parts_of(found)]
        return tuple(dict.fromkeys([*map(str, self.schema.get("examples") or ()), *said]))

    @property
    def unit(self) -> str:
        """The unit of its numbers, by its name or description; "" for none."""
        return unit_in(self.name, self.description)

    @property
    def literals(self) -> list[str]:
        """Words that the description gives a meaning: "unassigned for none"."""
        return re.findall(r"[;,]\s*(\w+) (?:for|means)\b", self.description)

    @property
    def noun(self) -> str:
        """What an id identifies, for people: "customer" for customer_id."""
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", self.name).replace("_", " ").lower().split()
        kept = [word for word in words if stem(word) not in ID_ENDINGS]
        return " ".join(kept) or " ".join(words)

    @property
    def owner(self) -> tuple[str, ...]:
        """What a code belongs to by its description: "Registration of the vessel"."""
        found = re.match(r"\W*\w+ (?:\w+ )?of (?:the|a|an) (\w+)", self.description)
        found = found or re.match(rf"\W*(\w+) {self.name}\b", self.description, re.IGNORECASE)
        return stems_of(found.group(1)) if found and len(self.stems) == 1 else ()

    @property
    def takes_names(self) -> bool:
        """Whether a text is the name of a person, a company, a place, a work."""
        told = _TAKES_NAMES.match(self.description)
        return self.kind == "text" and bool(listed("names") & set(self.stems) or told)

    def takes_name_of(self, nouns: frozenset[str]) -> bool:
        """Whether it takes what a thing itself is called, not what its owner is called."""
        return self.takes_names and bool({"nam", "titl", *nouns} & set(self.stems))

    @property
    def is_coded(self) -> bool:
        """Whether a text is a code of some kind rather than words or a name."""
        coded = any(re.search(r"\d", one) for one in self.examples)
        return coded or bool({"ref", "cod", "number", "id", "tag", "note"} & set(self.stems))

    @property
    def tells_what(self) -> bool:
        """Whether a text says what something is or shows: "What can be seen"."""
        return bool(re.match(r"what\b", self.description, re.IGNORECASE)) and not self.is_coded

    @property
    def takes_people(self) -> bool:
        """Whether a text names somebody who does something: assigned_to, booked_by."""
        return self.kind == "text" and self.stems[-1] in {"to", "by", "with"}

    def shows(self, name: str) -> bool:
        """Whether a word of the name is among the examples."""
        words = {word.lower() for one in self.examples for word in one.split()}
        return bool(words & set(name.lower().split()))

    @property
    def takes_years(self) -> bool:
        """Whether a whole number is a year: by its name, or as "Earliest year of release"."""
        told = re.search(r"^(?:the )?(?:\w+ )?year\b(?!s)", self.description, re.IGNORECASE)
        return self.kind == "whole" and bool(listed("years") & set(self.stems) or told)

    @property
    def takes_symbols(self) -> bool:
        """Whether a text is a few capital letters: AAPL, USD."""
        return self.kind == "text" and any(map(_SYMBOL.fullmatch, self.examples))

    def takes_code(self, code: str, said: str = "") -> bool:
        """Whether it is said before a code, or has a pattern or an example of the same form."""
        if self.kind == "text" and (pattern := str(self.schema.get("pattern") or "")):
            return is_safe(pattern) and bool(re.search(pattern, code))
        if code.isalpha():
            alike = (one for one in self.examples if _SYMBOL.fullmatch(one) and code.isupper())
            return self.kind == "text" and any(abs(len(one) - len(code)) < 2 for one in alike)
        forms = {_WORDS.sub("a-a", form_of(one)) for one in self.examples}
        fits = _WORDS.sub("a-a", form_of(code)) in forms
        return self.kind == "text" and (fits or self._names(said))

    def _names(self, thing: str) -> bool:
        """Whether it is called like a thing, or takes "the machine's name"."""
        told = _ITS_NAME.match(self.description)
        meant = {thing, *synonyms().get(thing, ())}
        return thing in self.stems or bool(told and meant & set(stems_of(told.group())))


def parameters_of(tool: Tool) -> tuple[Parameter, ...]:
    """The parameters of a tool in the order of its schema."""
    definitions = tool.parameters.get("$defs") or tool.parameters.get("definitions") or {}
    required = set(tool.parameters.get("required") or ())
    found = []
    for name, raw in (tool.parameters.get("properties") or {}).items():
        schema, nullable = without_null(raw, definitions)
        needed = name in required and not nullable and "default" not in schema
        found.append(_parameter(name, schema, needed, definitions))
    return tuple(_searched_by(tool, found))


def _searched_by(tool: Tool, parameters: list[Parameter]) -> list[Parameter]:
    """For a search whose only required value is a text: that text is what to search for."""
    needed = [one for one in parameters if one.required]
    opening = stems_of(tool.description)[:1]
    plain = len(needed) == 1 and needed[0].kind == "text" and needed[0].tells_what
    if not plain or not set(opening) & {"search", "find"}:
        return parameters
    return [replace(one, kind="search") if one.required else one for one in parameters]


def _parameter(
    name: str, schema: dict[str, Any], required: bool, definitions: dict[str, Any]
) -> Parameter:
    items = schema.get("items") if schema.get("type") == "array" else None
    one = without_null(items, definitions)[0] if items else schema
    one = {"description": schema.get("description")} | one
    choices = tuple(str(value) for value in one.get("enum") or () if value is not None)
    shape = None if choices else shape_of(name, one)
    kind = kind_of(name, one, choices, shape)
    noun_key = "_".join(part for part in stems_of(name) if part not in ID_ENDINGS)
    noun_key = noun_key or (name.lower() if name.lower() in ID_NAMES else "")
    return Parameter(
        name=name,
        kind=kind,
        required=required,
        schema=one,
        stems=stems_of(name),
        choices=choices,
        many=items is not None,
        shape=shape if kind == "id" else None,
        type_key=(shape.key if shape else noun_key) if kind == "id" else "",
    )
