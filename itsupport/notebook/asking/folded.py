"""An ended question as a picture: one line to fold out, which a saved notebook keeps."""

from markupsafe import Markup

from itsupport.notebook.picture import Picture, one_line
from itsupport.orchestrator.forms.open_question import OpenQuestion
from itsupport.orchestrator.forms.outcome import mark, outcome

SHORT = 160
FOLDED = Markup(
    '<details class="asked"><summary><span class="{kind}">{mark}</span> {line}</summary>\n'
    '<p class="quiet">{server} had asked: {message}</p>{said}</details>'
)
PAIR = Markup("\n<dt>{}</dt><dd>{}</dd>")


def folded(question: OpenQuestion) -> Picture:
    """The end of a question, with its values to fold out."""
    pairs = Markup("").join(PAIR.format(*pair) for pair in question.said)
    line = one_line(outcome(question), SHORT)
    html = FOLDED.format(
        kind={"✓": "good", "✗": "bad"}.get(mark(question), "quiet"),
        mark=mark(question),
        line=line,
        server=question.request.server,
        message=question.request.message,
        said=Markup("<dl>{}</dl>").format(pairs) if pairs else "",
    )
    return Picture(html, f"{mark(question)} {line}")
