"""Where in a list of intents something stands, so that a mistake is found at once."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, TypeVar

from itsupport.errors import SupportError, did_you_mean

Kind = TypeVar("Kind")

EXAMPLE = '{"name": "printers", "tools": ["search_tickets"], "variations": [{"ask": "…"}]}'


@dataclass(frozen=True, slots=True)
class Place:
    """A place such as `my.json: intents[2].variations[0]`, with the intent's name once known."""

    source: str
    path: str
    name: str = ""

    def __str__(self) -> str:
        named = f" ({self.name})" if self.name else ""
        return f"{self.source}: {self.path}{named}"

    def below(self, path: str) -> "Place":
        """A place inside this one."""
        return Place(self.source, f"{self.path}{path}", self.name)

    def wrong(self, statement: str, reason: str, *actions: str) -> SupportError:
        """The error for what stands here: it `statement`, for example "has no 'ask'"."""
        return SupportError(f"{self} {statement}", reason, suggested_actions=list(actions))

    def taken(self, value: Any, kind: type[Kind], wanted: str) -> Kind:
        """The value, if it is of this kind. Raises `SupportError` that says what was wanted."""
        if isinstance(value, kind) and not (isinstance(value, bool) and kind is not bool):
            return value
        raise self.wrong(f"is {_shown(value)}", f"Expected {wanted}.", f"For example: {EXAMPLE}")

    def text(self, value: Any, wanted: str) -> str:
        """The value, if it is a text with something in it."""
        text = self.taken(value, str, wanted)
        if not text.strip():
            raise self.wrong("is empty", f"Expected {wanted}.", "Write it, or remove the entry.")
        return text.strip()

    def check_keys(self, entry: dict[str, Any], known: Collection[str]) -> None:
        """Refuse keys that mean nothing here: a misspelt one would be passed over in silence."""
        for key in entry:
            if key not in known:
                raise self.wrong(
                    f"has an unknown key {key!r}",
                    f"The keys here are {', '.join(known)}.",
                    *(did_you_mean(str(key), known) or ["Remove it, or use one of these keys."]),
                )


def _shown(value: Any) -> str:
    """A value in few words, as its author wrote it."""
    if value is None:
        return "empty (null)"
    text = repr(value)
    kind = type(value).__name__
    return f"{text if len(text) <= 40 else f'{text[:39]}…'}, a value of type {kind}"
