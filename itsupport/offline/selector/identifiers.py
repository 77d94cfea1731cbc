"""The shapes of identifiers, and how people write them: "ord 12" for ORD-0012.

A shape comes from a `pattern`, else from examples, else from ids seen in results. This file
leaves out which parameter an identifier belongs to.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_LONGEST_PATTERN = 120
_NESTED_REPEAT = re.compile(r"[+*}]\)[+*{]")
_DIGITS = re.compile(r"^(?:\[0-9\]|\\d)(?:\{(\d+)\}|\+)$")
_LOOKS_LIKE_ID = re.compile(r"\b(?=[A-Za-z0-9-]*\d)[A-Za-z]{1,8}(?:[-_][A-Za-z0-9]{1,8}){1,3}\b")
_GENERIC = re.compile(r"(?<![\w-])[A-Za-z]{1,6}(?:-[A-Za-z]{1,6})?[-_]?\d{2,8}(?![\w-])")


@dataclass(frozen=True)
class Shape:
    """The form of one kind of identifier: `parts` are regular expressions joined by dashes."""

    parts: tuple[str, ...]

    @property
    def key(self) -> str:
        """Equal for equal shapes."""
        return "-".join(self.parts)

    def fits(self, text: object) -> bool:
        """Whether a text is exactly such an identifier."""
        return isinstance(text, str) and bool(_exact(self.parts).fullmatch(text))

    def mentions(self, text: str) -> list[tuple[int, int, str]]:
        """The identifiers in a text as (start, end, identifier as it should be written)."""
        return [
            (match.start(), match.end(), written)
            for match in _tolerant(self.parts).finditer(text)
            if (written := self._written(match.groups()))
        ]

    def numbered(self, number: str) -> str | None:
        """The identifier with this number, where nothing but the number can differ."""
        prefix = self.parts[0]
        return self._written((prefix, number)) if len(self.parts) == 2 else None

    def _written(self, pieces: tuple[str, ...]) -> str | None:
        filled = [_filled(*pair) for pair in zip(self.parts, pieces, strict=True)]
        text = "-".join(filled)
        for candidate in (text, text.upper(), text.lower(), text.capitalize()):
            if self.fits(candidate):
                return candidate
        return None


def shape_of_pattern(pattern: str) -> Shape | None:
    """The shape of ids that a JSON Schema `pattern` describes; None when it describes others."""
    if len(pattern) > _LONGEST_PATTERN or _NESTED_REPEAT.search(pattern):
        return None
    body = pattern.removeprefix("^").removesuffix("$").replace(r"\-", "-")
    shape = Shape(tuple(_dash_parts(re.sub(r"\((?!\?)", "(?:", body))))
    has_number = "\\d" in body or "0-9" in body
    try:
        _tolerant(shape.parts)
    except re.error:
        return None
    return shape if has_number and re.match(r"[A-Za-z(\[]", body) else None


def shape_of_examples(examples: list[str]) -> Shape | None:
    """The shape that all examples share: the first letters as they are, then letters or digits."""
    distinct = sorted(set(examples))
    split = [example.split("-") for example in distinct if _is_code(example)]
    split = [pieces for pieces in split if len(pieces) == len(split[0])]
    if not split:
        return None
    columns = [[pieces[n] for pieces in split] for n in range(len(split[0]))]
    first = re.escape(columns[0][0]) if len(set(columns[0])) == 1 else _generalized(columns[0])
    return Shape((first, *(_generalized(column) for column in columns[1:])))


def ids_named_in(text: str) -> list[str]:
    """Words of a description that look like example ids, such as the ones with a dash."""
    return [found for found in _LOOKS_LIKE_ID.findall(text) if _is_code(found)]


def loose_ids(text: str) -> list[tuple[int, int, str]]:
    """What looks like an identifier though no schema says so."""
    return [(m.start(), m.end(), m.group()) for m in _GENERIC.finditer(text)]


def may_abbreviate(identifier: str, noun: str) -> bool:
    """Whether the letters before the number occur in the noun in their order."""
    letters = re.match(r"[a-z]+", identifier.lower())
    rest = iter(noun.lower())
    return (
        bool(letters)
        and noun[:1].lower() == identifier[:1].lower()
        and all(letter in rest for letter in (letters.group() if letters else ""))
    )


def _is_code(text: str) -> bool:
    """Capital letters first and a number last; a host's name, say, is no such code."""
    return bool(_LOOKS_LIKE_ID.fullmatch(text)) and text.upper() == text and text[-1].isdigit()


def _generalized(pieces: list[str]) -> str:
    if all(piece.isdigit() for piece in pieces):
        lengths = {len(piece) for piece in pieces}
        return f"[0-9]{{{len(pieces[0])}}}" if len(lengths) == 1 else "[0-9]+"
    if all(piece.isalpha() for piece in pieces):
        return "[A-Z]+"
    return "[A-Za-z0-9]+"


def _dash_parts(body: str) -> list[str]:
    """Split at the dashes that stand for themselves: outside of brackets, groups and counts."""
    parts, depth = [""], 0
    for sign in body:
        depth += (sign in "[({") - (sign in "])}")
        if sign == "-" and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _filled(part: str, piece: str) -> str:
    """A number with its leading zeros."""
    digits = _DIGITS.match(part)
    return piece.zfill(int(digits.group(1) or 0)) if digits else piece


@lru_cache(maxsize=512)
def _exact(parts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("-".join(parts))


@lru_cache(maxsize=512)
def _tolerant(parts: tuple[str, ...]) -> re.Pattern[str]:
    """Any case, no dash or a space for it, leading zeros left out."""
    loose = [_fewer_digits(part) if len(parts) > 1 else part for part in parts]
    joined = "[-_ ]?".join(f"({part})" for part in loose)
    return re.compile(rf"(?<![\w-]){joined}(?![\w]|-\w)", re.IGNORECASE)


def _fewer_digits(part: str) -> str:
    digits = _DIGITS.match(part)
    return f"[0-9]{{1,{digits.group(1)}}}" if digits and digits.group(1) else part
