"""How a question ended, in words: on the page, in a saved notebook, in an exported conversation."""

from itsupport.harmless_markdown import inline
from itsupport.orchestrator.forms.open_question import OpenQuestion

MARKS = {"open": "…", "sent": "✓", "declined": "✗"}


def mark(question: OpenQuestion) -> str:
    """A sign beside the words."""
    return MARKS.get(question.state, "■")


def outcome(question: OpenQuestion) -> str:
    """What happened, in one line."""
    server = " ".join(question.request.server.split())
    match question.state:
        case "open":
            return f"{server} asks, and waits for an answer"
        case "sent" if question.link:
            return f"You said to {server} that you are done at {question.link.host}"
        case "sent":
            said = ", ".join(f"{label}: {value}" for label, value in question.said)
            return f"Sent to {server}: {said or 'an empty form'}"
        case "declined":
            return f"You declined what {server} asked"
        case "cancelled":
            return f"You cancelled what {server} asked"
        case "late":
            return f"No answer to {server} in time: the question was cancelled"
        case "withdrawn":
            return f"The question of {server} was withdrawn before it was answered"


def as_markdown(question: OpenQuestion) -> str:
    """The question and its end, where no page is drawn."""
    who = f"**{inline(question.request.server)} asked:** {inline(question.request.message)}"
    return f"> {who}  \n> {mark(question)} {inline(outcome(question))}"
