"""An error as a card: what happened, why, what to do next, and which tools help."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup
from pydantic import TypeAdapter, ValidationError

from itsupport.errors import ErrorEnvelope, SupportError, from_envelope
from itsupport.notebook.picture import Picture

CARD = Markup('<section class="card problem"><h4>✗ {error}</h4>\n{parts}</section>')
REASON = Markup('<p class="reason">{}</p>')
ACTIONS = Markup("\n<p>What to do next:</p>\n<ul>{}</ul>")
TOOLS = Markup("\n<p>Tools that help: {}</p>")
AGAIN = Markup('\n<p class="quiet">Worth trying again with that changed, or later.</p>')


def error_card(problem: SupportError | Mapping[str, Any]) -> Picture:
    """The card of an error, or of the envelope that came over the protocol."""
    error = problem if isinstance(problem, SupportError) else from_envelope(_checked(problem))
    return Picture(card(error.envelope), str(error))


def card(envelope: ErrorEnvelope) -> Markup:
    """The card as HTML, for whoever shows it among other things."""
    parts = [
        REASON.format(envelope["reason"]) if envelope["reason"] else Markup(),
        _listed(envelope["suggested_actions"]),
        TOOLS.format(_codes(envelope["follow_up_tools"])) if envelope["follow_up_tools"] else "",
        AGAIN if envelope["retryable"] else "",
    ]
    return CARD.format(error=envelope["error"], parts=Markup("").join(parts))


def _checked(envelope: Any) -> ErrorEnvelope:
    try:
        return TypeAdapter(ErrorEnvelope).validate_python(envelope, strict=True)
    except ValidationError:
        raise SupportError(
            "This is no error of the support desk",
            "A card is made from a SupportError, or from the envelope of a failed call.",
            suggested_actions=["Give the caught error, or the error of one of answer.calls."],
        ) from None


def _listed(actions: Sequence[str]) -> Markup:
    items = Markup("").join(Markup("\n<li>{}</li>").format(action) for action in actions)
    return ACTIONS.format(items) if actions else Markup()


def _codes(names: Sequence[str]) -> Markup:
    return Markup(", ").join(Markup("<code>{}</code>").format(name) for name in names)
