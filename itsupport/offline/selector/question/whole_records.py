"""Questions that only the whole record of a thing answers: "what stands on it?"."""

import re

from itsupport.offline.selector.question.reading import Reading
from itsupport.offline.selector.ranking.mentions import takes_choice
from itsupport.offline.selector.ranking.terms import Term, is_foreign
from itsupport.offline.selector.tools.toolbox import Toolbox

_ON_IT = re.compile(
    r"\W*(?:and )?(?:(?:tell|show) me )?what(?:'s| is| was)?(?: exactly| else| all)?"
    r"(?: (?:stands|is|are|was|were|written|listed))? (?:on|in|inside) (?:it|them)\W*$",
    re.IGNORECASE,
)
_OF_SOMEBODY = re.compile(
    r"\W*(?:and )?(?:what|which|where|when|from when|since when)\b[^.?!]*"
    r"\b(?:(?:is|was) (?:she|he) (?:in|on|at|from|with|under)"
    r"|(?:does|did|has) (?:she|he) (?:live|work|have|use|rent|own|belong|come|start|move))\b",
    re.IGNORECASE,
)


def asks_record(toolbox: Toolbox, part: Reading, terms: tuple[Term, ...]) -> bool:
    """Whether only a record can tell: "what stands on it", "which flat is she in"."""
    unknown = not any(one.alternatives or is_foreign(toolbox, one) for one in terms)
    somebody = _OF_SOMEBODY.match(part.said) and 0 < len(terms) < 3 and unknown
    return bool(_ON_IT.match(part.said) or somebody) and not part.mentions


def filters(toolbox: Toolbox, subject: str | None, part: Reading) -> bool:
    """Whether a choice is said that a tool about the subject takes: "which waiters are on it"."""
    takers = [card for card in toolbox.cards if subject and card.takes(subject)]
    return any(takes_choice(card, one) for card in takers for one in part.of("choice"))
