"""A whole form: its fields, and what a person's entries come to.

A schema that is no flat object, or has more fields than anybody fills in, becomes one box in which
the whole answer is written as JSON.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from itsupport.orchestrator.forms.fields import FormField, field_of
from itsupport.orchestrator.forms.reading import LEFT_OUT, value_of
from itsupport.unicode import printable

MOST_FIELDS = 60
WHOLE = FormField("answer", "Answer", "The whole answer.", "object", required=True)
NOT_KEPT = "(not shown)"
LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class Form:
    """`whole` means that the only field stands for the whole answer."""

    fields: tuple[FormField, ...]
    whole: bool = False

    @classmethod
    def of(cls, schema: Any) -> "Form":
        """The form of a schema. Never fails."""
        properties = schema.get("properties", {}) if isinstance(schema, dict) else None
        if not isinstance(properties, dict):
            return cls((WHOLE,), whole=True)
        listed = schema.get("required")
        needed = [n for n in listed if isinstance(n, str)] if isinstance(listed, list) else []
        names = dict.fromkeys([*properties, *needed])
        if len(names) > MOST_FIELDS:
            return cls((WHOLE,), whole=True)
        return cls(tuple(field_of(n, properties.get(n), required=n in needed) for n in names))

    def read(self, typed: Sequence[Any]) -> tuple[dict[str, Any], dict[str, str]]:
        """The answer's content and a message per field that needs another look.

        `typed` has one entry per field, in their order; missing ones count as empty.
        """
        content: dict[str, Any] = {}
        messages: dict[str, str] = {}
        for place, field in enumerate(self.fields):
            try:
                value = value_of(field, typed[place] if place < len(typed) else None)
            except ValueError as problem:
                messages[field.name] = str(problem)
                continue
            if self.whole:
                content = value
            elif value is not LEFT_OUT:
                content[field.name] = value
        return content, messages

    def said(self, content: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Label and value of what was sent, to be looked at; secrets are not shown."""
        if self.whole:
            return [(WHOLE.label, _shown(dict(content)))]
        return [
            (field.label, NOT_KEPT if field.secret else label_of(field, content[field.name]))
            for field in self.fields
            if field.name in content
        ]

    @property
    def secret(self) -> bool:
        """Whether a field looks as if a password were wanted."""
        return any(field.secret for field in self.fields)


def typed_form(field: FormField) -> str | list[str]:
    """The default as a person would type it; nothing where none fits, and never for a secret."""
    if field.secret or field.default is None:
        return [] if field.kind == "choices" else ""
    if field.kind == "choices":
        given = field.default if isinstance(field.default, list) else []
        return [choice.key for choice in field.choices if choice.value in given]
    if field.kind == "choice":
        return next((c.key for c in field.choices if _same(c.value, field.default)), "")
    if field.kind == "text":
        return printable(field.default) if isinstance(field.default, str) else ""
    return json.dumps(field.default, ensure_ascii=False)


def label_of(field: FormField, value: Any) -> str:
    """A value in words: of choices their labels."""
    values = value if isinstance(value, list) and field.kind == "choices" else [value]
    labels = [next((c.label for c in field.choices if _same(c.value, v)), None) for v in values]
    return ", ".join(
        _shown(v) if known is None else known for v, known in zip(values, labels, strict=True)
    )


def _same(one: Any, other: Any) -> bool:
    """1 is not true."""
    return type(one) is type(other) and bool(one == other)


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    flat = printable(" ".join(text.split()))
    return flat if len(flat) <= LONGEST_VALUE else f"{flat[: LONGEST_VALUE - 1]}…"
