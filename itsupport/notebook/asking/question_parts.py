"""A question as JSON values for the page, which writes all of it as text and none as HTML."""

from typing import Any

from itsupport.orchestrator.forms.fields import FormField
from itsupport.orchestrator.forms.form import typed_form
from itsupport.orchestrator.forms.open_question import OpenQuestion
from itsupport.orchestrator.forms.outcome import mark, outcome
from itsupport.orchestrator.forms.rules import rule
from itsupport.unicode import printable

FEW = 5
"""Up to so many choices are all shown at once; more are in a list to open."""
LONG = 120
LONGEST_MESSAGE = 4_000


def question_parts(question: OpenQuestion) -> dict[str, Any]:
    """Everything that the page needs to know of it."""
    request, link = question.request, question.link
    return {
        "id": question.id,
        "state": question.state,
        "server": printable(request.server),
        "tool": printable(question.tool),
        "message": printable(request.message[:LONGEST_MESSAGE]),
        "until": question.until,
        "secret": question.form.secret,
        "fields": [] if question.closed else [_field(f, question) for f in question.form.fields],
        "tries": question.tries,
        "link": link
        and {"before": link.before, "host": link.host, "after": link.after}
        | {"opens": link.opens, "warning": link.warning},
        "mark": mark(question),
        "outcome": outcome(question),
        "said": [list(pair) for pair in question.said],
    }


def _field(field: FormField, question: OpenQuestion) -> dict[str, Any]:
    control = _control(field)
    return {
        "label": field.label,
        "description": field.description,
        "rule": "" if control == "date" else rule(field),  # the page's calendar says it
        "required": field.required,
        "control": control,
        "format": field.format,
        "choices": [[choice.key, choice.label] for choice in field.choices],
        "value": typed_form(field),
        "message": question.messages.get(field.name, ""),
    }


def _control(field: FormField) -> str:
    """What it is filled in with."""
    if field.secret and field.kind == "text":
        return "secret"
    match field.kind:
        case "choices":
            return "checkboxes"
        case "choice":
            few = len(field.choices) <= FEW and (field.required or field.default is not None)
            return "radios" if few else "list"
        case "json" | "object":
            return "area"
        case "text":
            return (
                "area" if (field.most or 0) > LONG else "date" if field.format == "date" else "line"
            )
    return "number"
