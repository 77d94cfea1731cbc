"""What may be typed into a field, in plain words: shown beside it, and said when it is not so."""

from itsupport.orchestrator.forms.fields import FormField

FORMATS = {
    "date": "a day, such as 2025-06-30",
    "date-time": "a day and time with its zone, such as 2025-06-30T14:00Z",
    "email": "an e-mail address, such as ana@example.org",
    "uri": "a web address, such as https://example.org",
}
LISTED = 12
"""More choices than this are not listed again in a sentence."""


def rule(field: FormField) -> str:
    """What belongs into the field: "A whole number from 1 to 5". Empty where anything goes."""
    words = _words(field)
    return words[:1].upper() + words[1:]


def demand(field: FormField) -> str:
    """What to do, as a sentence: "Write a whole number from 1 to 5."."""
    if field.kind == "choice":
        return f"Choose one of: {_listed(field)}."
    if field.kind == "choices":
        return f"Choose {_how_many(field) or 'some'} of: {_listed(field)}."
    pattern = f" that fits the pattern {field.pattern}" if field.pattern else ""
    return f"Write {(_words(field) or 'something') + pattern}."


def _words(field: FormField) -> str:
    match field.kind:
        case "text":
            parts = [FORMATS.get(field.format, ""), _letters(field)]
            return ", ".join(filter(None, parts))
        case "whole number":
            return f"a whole number{_range(field)}"
        case "number":
            return f"a number{_range(field)}"
        case "choices":
            return f"choose {many}" if (many := _how_many(field)) else ""
        case "json":
            return 'JSON, such as "text", 5, true or ["a", "b"]'
        case "object":
            return 'a JSON object, such as {"name": "Ana", "age": 5}'
        case "choice":
            return ""


def _letters(field: FormField) -> str:
    if field.format in ("date", "date-time"):
        return ""
    least, most = field.least or 0, field.most
    if most is not None and least > 0:
        return f"{least:g} to {most:g} letters" if least != most else f"exactly {most:g} letters"
    if most is not None:
        return f"at most {most:g} letters"
    return f"at least {least:g} letters" if least > 1 else ""


def _range(field: FormField) -> str:
    least, most = field.least, field.most
    if least is not None and most is not None:
        return f" from {least:g} to {most:g}"
    limits = [
        f" of at least {least:g}" if least is not None else "",
        f" of at most {most:g}" if most is not None else "",
        f" above {field.above:g}" if field.above is not None else "",
        f" below {field.below:g}" if field.below is not None else "",
    ]
    return " and".join(filter(None, limits))


def _how_many(field: FormField) -> str:
    least = max(field.least or 0, 1 if field.required else 0)
    most = field.most if field.most is not None and field.most < len(field.choices) else None
    if most is None:
        return f"at least {least:g}" if least else ""
    if least == most:
        return f"{most:g}"
    return f"{least:g} to {most:g}" if least else f"at most {most:g}"


def _listed(field: FormField) -> str:
    labels = [choice.label for choice in field.choices]
    rest = f" and {len(labels) - LISTED} more" if len(labels) > LISTED else ""
    return ", ".join(labels[:LISTED]) + rest
