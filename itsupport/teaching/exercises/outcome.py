"""What a check finds: not attempted, a named misconception, or passed; and its card."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from markupsafe import Markup

from itsupport.notebook.picture import Picture

Status = Literal["not attempted", "misconception", "passed"]
MARKS: dict[Status, str] = {"not attempted": "○", "misconception": "✗", "passed": "✓"}

OUTCOME_TYPE = "application/vnd.itsupport.outcome+json"
"""The form of an outcome that programs read, beside its card for people."""

CARD = Markup('<section class="card {kind}"><h4>{heading}</h4>\n{lines}</section>')
LINE = Markup("<p><strong>{}</strong> {}</p>")


class NotAttempted(Exception):  # noqa: N818 - the name of a result, not of a mistake
    """Raised by a judge when there is nothing to judge yet. The text says what to write where."""


class Misconception(Exception):  # noqa: N818 - the same
    """Raised by a judge: what was misunderstood, by a name that the instructor's page counts."""

    def __init__(self, name: str, *, seen: str, expected: str, next_step: str) -> None:
        super().__init__(name)
        self.name, self.seen, self.expected, self.next_step = name, seen, expected, next_step


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of one check. What does not belong to its status is an empty text."""

    exercise: str
    status: Status
    misconception: str = ""
    seen: str = ""
    expected: str = ""
    next_step: str = ""
    why: str = ""

    @property
    def heading(self) -> str:
        """The status in a few words, with its mark."""
        named = f": {self.misconception.replace('_', ' ')}" if self.misconception else ""
        words = {"not attempted": "Not attempted yet", "misconception": "Not yet"}
        return f"{MARKS[self.status]} {words.get(self.status, 'Passed')}{named}"

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What else there is to say, each with its label."""
        labelled = [
            ("Seen:", self.seen),
            ("Expected:", self.expected),
            ("Next:", self.next_step),
            ("Why it matters:", self.why),
        ]
        return [(label, text) for label, text in labelled if text]

    def __repr__(self) -> str:
        return "\n".join([self.heading, *(f"  {label} {text}" for label, text in self.lines)])

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        lines = Markup("\n").join(LINE.format(label, coded(text)) for label, text in self.lines)
        kind = "problem" if self.status == "misconception" else ""
        card = Picture(CARD.format(kind=kind, heading=self.heading, lines=lines), repr(self))
        html = card._repr_html_()
        return {"text/plain": repr(self), "text/html": html, OUTCOME_TYPE: asdict(self)}


def coded(text: str) -> Markup:
    """Text whose pieces between backticks are code, as in Markdown; all of it is escaped."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:  # one without its partner: it belongs to what is quoted
        return Markup("{}").format(text)
    looks = (Markup("{}"), Markup("<code>{}</code>"))
    return Markup("").join(looks[place % 2].format(one) for place, one in enumerate(pieces))
