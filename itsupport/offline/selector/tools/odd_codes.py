"""Codes of odd forms, known by the examples of a schema: 14 Cr 208/25, ink-mo."""

import re
from collections.abc import Iterable

from itsupport.offline.selector.tools.schemas import Parameter

_SLUG = r"[a-z]+(?:-[a-z]+)+"


def odd_codes_of(texts: Iterable[Parameter]) -> re.Pattern[str] | None:
    """What looks like the examples of these texts, where no word looks like them."""
    forms = {form for one in texts for text in one.examples if (form := odd_form(text))}
    written = "|".join(sorted(forms))
    return re.compile(rf"(?<![\w/-])(?:{written})(?![\w/-])") if forms else None


def odd_form(example: str) -> str | None:
    """The form of an example with spaces and numbers, or of small letters around a dash."""
    numbers = re.findall(r"\d+", example)
    if not (len(numbers) > 1 and re.search(r"[A-Z]", example) and " " in example):
        return _SLUG if is_slug(example) else None
    pieces = re.findall(r"\d+|[A-Z]+(?![a-z])|[A-Z][a-z]+|[a-z]+|.", example)
    return "".join(_form_of_piece(one) for one in pieces)


def is_slug(text: str) -> bool:
    return re.fullmatch(_SLUG, text) is not None


def _form_of_piece(piece: str) -> str:
    if piece.isdigit():
        return r"\d+"
    if not piece.isalpha():
        return re.escape(piece)
    return "[A-Z]+" if piece.isupper() else "[A-Z][a-z]+" if piece.istitle() else "[a-z]+"
