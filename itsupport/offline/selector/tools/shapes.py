"""The shapes of identifiers, and how people write them: "ord 12" for ORD-0012.

A shape comes from a `pattern`, else from examples in a description, else from ids seen in results.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_LONGEST_PATTERN = 120
_NESTED_REPEAT = re.compile(r"[+*}]\)[+*{]")
_DIGITS = re.compile(r"^(?:\[0-9\]|\\d)(?:\{(\d+)\}|\+)$")
_CODE = re.compile(
    r"(?<![\w-])(?:(?=[A-Z0-9]*[A-Z])(?=[A-Z0-9]*\d)[A-Z0-9]{5,12}|(?=[A-Z0-9_-]*\d)[A-Z]{1,8}(?:[-_]?[A-Z0-9]{1,8}){1,3}|[a-z]{2,8}_(?=[a-z]*\d)[a-z0-9]{2,24})(?![\w-])"
)
_LOOSE = re.compile(
    r"(?<![\w-])[A-Za-z]{1,6}(?:[-_][A-Za-z]{1,6})?[-_]?\d{1,8}(?![\w-])"
    r"|(?<![\w-])(?=[a-z]*\d)(?=[0-9]*[a-z])[a-z0-9]{8,40}(?![\w-])"
)


@dataclass(frozen=True)
class Shape:
    """The form of one kind of identifier: `parts` are regular expressions joined by dashes.

    `padded`: its number may begin with zeros, which people leave out.
    """

    parts: tuple[str, ...]
    padded: bool = True

    @property
    def key(self) -> str:
        """Equal for equal shapes."""
        return "-".join(self.parts)

    def fits(self, text: object) -> bool:
        """Whether a text is exactly such an identifier."""
        return isinstance(text, str) and bool(_compiled(self.key).fullmatch(text))

    def mentions(self, text: str) -> list[tuple[int, int, str]]:
        """The identifiers in a text as (start, end, identifier as it should be written)."""
        return [
            (match.start(), match.end(), written)
            for match in _tolerant(self.parts).finditer(text)
            if (re.search(r"\d", match.group()) or match.group().isupper())
            and (written := self._written(match.groups()))
        ]

    def numbered(self, number: str) -> str | None:
        """The identifier with this number, where nothing but the number can differ."""
        return self._written((self.parts[0], number)) if len(self.parts) == 2 else None

    def repaired(self, text: str) -> str | None:
        """The identifier that a text with swapped letters means: "rod-12" for ORD-0012."""
        pieces = re.findall(r"[A-Za-z]+|\d+", text)
        if len(pieces) != len(self.parts):
            return None
        mended = [_mended(part, piece) for part, piece in zip(self.parts, pieces, strict=True)]
        return self._written(tuple(mended))

    def _written(self, pieces: tuple[str, ...]) -> str | None:
        filled = list(pieces)
        if self.padded:
            filled = [_filled(*pair) for pair in zip(self.parts, pieces, strict=True)]
        text = "-".join(filled)
        candidates = (text, text.upper(), text.lower(), text.capitalize())
        return next((one for one in candidates if self.fits(one)), None)


def is_safe(pattern: str) -> bool:
    """Whether a pattern of somebody else is one that can be matched without fear."""
    try:
        re.compile(pattern)
    except re.error:
        return False
    return len(pattern) <= _LONGEST_PATTERN and not _NESTED_REPEAT.search(pattern)


@lru_cache(maxsize=1024)
def shape_of_pattern(pattern: str) -> Shape | None:
    """The shape of ids that a JSON Schema `pattern` describes; None when it describes others."""
    if not is_safe(pattern):
        return None
    body = pattern.removeprefix("^").removesuffix("$").replace(r"\-", "-")
    shape = Shape(tuple(_split_at_dashes(re.sub(r"\((?!\?)", "(?:", body))))
    try:
        _tolerant(shape.parts)
    except re.error:
        return None
    has_number = "\\d" in body or "0-9" in body
    begins = re.match(r"[A-Za-z(\[]|\\d\{\d+\}(?:$|[-/.\\])", body)
    is_period = any(map(Shape((body,)).fits, ("2025-06", "2025-Q2", "2025Q2")))
    return shape if has_number and begins and not is_period else None


def shape_of_examples(examples: list[str]) -> Shape | None:
    """The shape that all examples share: the first letters as they are, then letters or digits."""
    split = [one.split("-") for one in sorted(set(examples)) if _CODE.fullmatch(one)]
    split = [pieces for pieces in split if len(pieces) == len(split[0])]
    if not split:
        return None
    if len(split[0]) == 1:
        return Shape((_prefixed([one[0] for one in split]),))
    columns = [[pieces[n] for pieces in split] for n in range(len(split[0]))]
    fixed = len(set(columns[0])) == 1 and columns[0][0].isalpha()
    first = re.escape(columns[0][0]) if fixed else _prefixed(columns[0])
    return Shape((first, *(_generalized(column) for column in columns[1:])))


def codes_in(text: str) -> list[str]:
    """Words of a description that look like example ids: capital letters and digits."""
    return [one for one in _CODE.findall(text) if not re.fullmatch(r"[A-Z]\d?", one)]


def loose_ids(text: str) -> list[tuple[int, int, str]]:
    """What looks like an identifier though no schema says so."""
    found = {m.span(): m.group() for p in (_LOOSE, _CODE) for m in p.finditer(text)}
    return [(start, end, value) for (start, end), value in sorted(found.items())]


def may_abbreviate(identifier: str, noun: str) -> bool:
    """Whether the letters before the number occur in the noun in their order."""
    letters = re.match(r"[a-z]*", identifier.lower())
    rest = iter(noun.lower())
    same_start = noun[:1].lower() == identifier[:1].lower()
    return same_start and all(one in rest for one in (letters.group() if letters else ""))


def _generalized(pieces: list[str]) -> str:
    if all(piece.isdigit() for piece in pieces):
        return f"[0-9]{{{len(pieces[0])}}}" if len({*map(len, pieces)}) == 1 else "[0-9]+"
    return "[A-Z]+" if all(piece.isalpha() for piece in pieces) else "[A-Za-z0-9]+"


def _prefixed(pieces: list[str]) -> str:
    """Letters that all begin with, then digits; else so many letters and digits."""
    if "_" in pieces[0]:
        return f"{pieces[0].split('_')[0]}_[a-z0-9]+"
    letters = re.match(r"([A-Z]+)\d+$", pieces[0])
    prefix = letters.group(1) if letters else ""
    if prefix and all(re.fullmatch(rf"{prefix}\d+", one) for one in pieces):
        return prefix + _generalized([one[len(prefix) :] for one in pieces])
    return f"(?=[A-Z0-9]*[0-9])[A-Z0-9]{{{len(pieces[0])}}}"


def _split_at_dashes(body: str) -> list[str]:
    """Split at the dashes that stand for themselves: outside of brackets, groups and counts."""
    parts, depth = [""], 0
    for sign in body:
        depth += (sign in "[({") - (sign in "])}")
        if sign == "-" and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _mended(part: str, piece: str) -> str:
    """The one of the part's words that a piece misspells."""
    options = re.findall(r"[A-Z]{2,}", part.upper()) if not piece.isdigit() else []
    near = [one for one in options if one == piece.upper() or is_slip(piece.upper(), one)]
    return near[0] if near else piece


def is_slip(first: str, second: str) -> bool:
    """Whether two short words have the same letters, or differ in one of three and more."""
    differ = sum(a != b for a, b in zip(first, second, strict=False))
    return sorted(first) == sorted(second) or (len(first) == len(second) > 2 and differ == 1)


def _filled(part: str, piece: str) -> str:
    """A number with its leading zeros."""
    digits = _DIGITS.match(part)
    return piece.zfill(int(digits.group(1) or 0)) if digits else piece


@lru_cache(maxsize=1024)
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


@lru_cache(maxsize=1024)
def _tolerant(parts: tuple[str, ...]) -> re.Pattern[str]:
    """Any case, no dash or a space for it, leading zeros left out."""
    fixed = len(parts) > 1 and parts[0].isalpha()
    loose = [_fewer_digits(part) if fixed else part for part in parts]
    joined = ("(?: ?[-_#:] ?| )?" if fixed else "[-_]?").join(f"({part})" for part in loose)
    return re.compile(rf"(?<![\w-]){joined}(?![\w]|-\w|\.\d)", re.IGNORECASE)


def _fewer_digits(part: str) -> str:
    digits = _DIGITS.match(part)
    return f"[0-9]{{1,{digits.group(1)}}}" if digits and digits.group(1) else part
