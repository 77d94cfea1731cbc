"""A field in the terminal: what stands above its line, and what a typed number means."""

from rich.text import Text

from itsupport.orchestrator.forms.fields import FormField
from itsupport.orchestrator.forms.rules import rule

LISTED = 20
"""More choices than this are not all listed; Tab offers them."""


def about_field(field: FormField) -> Text:
    """Its label, whether it is needed, and what belongs into it."""
    needed = "needed" if field.required else "optional"
    about = ". ".join(filter(None, [field.description.rstrip("."), rule(field)]))
    return Text.assemble(
        (field.label, "bold"), f" ({needed})", (f"  {about}" if about else "", "dim")
    )


def numbered(field: FormField) -> list[Text]:
    """Its choices, each with the number that chooses it."""
    lines = [Text(f"{n:>3} {choice.label}") for n, choice in enumerate(field.choices, 1)]
    left_out = len(lines) - LISTED
    return [*lines[:LISTED], *([Text(f"    … and {left_out} more: Tab")] if left_out > 0 else [])]


def typed_choices(field: FormField, words: str) -> str | list[str]:
    """What was typed, as a page would send it: keys for numbers, and a list where several count."""
    if field.kind == "choice":
        return _key(field, words)
    if field.kind == "choices":
        return [_key(field, word.strip()) for word in words.split(",") if word.strip()]
    return words


def words_of(field: FormField, typed: str | list[str]) -> str:
    """The other way round: what stands in the line when it is asked for again."""
    labels = {choice.key: choice.label for choice in field.choices}
    keys = typed if isinstance(typed, list) else [typed]
    return ", ".join(labels.get(key, key) for key in keys)


def _key(field: FormField, word: str) -> str:
    """A choice by its number, unless the number is itself a choice; by its label or its key."""
    for same in (word, word.casefold()):
        for choice in field.choices:
            if same in (choice.key, choice.label, choice.key.casefold(), choice.label.casefold()):
                return choice.key
    if word.isascii() and word.isdecimal() and 1 <= int(word[:9]) <= len(field.choices):
        return field.choices[int(word) - 1].key
    return word
