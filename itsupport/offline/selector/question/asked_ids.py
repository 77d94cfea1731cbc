"""Questions for an id itself: "what is her donor number?", "the number of our trombonist Balan"."""

import re
from collections.abc import Sequence

from itsupport.offline.selector.language.words import stem
from itsupport.offline.selector.question.reading import Mention, Reading
from itsupport.offline.selector.ranking.references import resolver
from itsupport.offline.selector.ranking.terms import Term
from itsupport.offline.selector.tools.cards import Card
from itsupport.offline.selector.tools.toolbox import Toolbox

_ID_ITSELF = re.compile(
    r"\b(?:the|what|which|her|his|their|its|\w+'s)\s+(?:(?P<noun>\w+)\s+)?(?:id|number|code)\b"
    r"(?P<of>\s+(?:of|for)\s+)?",
    re.IGNORECASE,
)
_MOST_BETWEEN = 4


def finder_of_id(
    toolbox: Toolbox, part: Reading, named: Sequence[Mention], terms: tuple[Term, ...]
) -> tuple[Card, tuple[Term, ...]] | None:
    """The tool that finds by name the thing whose id is asked for, where nothing else is.

    With it come the words for the thing, which "the number" stands for.
    """
    match = _ID_ITSELF.search(part.text, part.start, part.end)
    if match is None or part.of("id", "choice", "period"):
        return None
    own = [one for one in part.of("name") if one.how == "sure"]
    if match["of"] and not any(_follows(match, one) for one in own):
        return None
    found = _finders(toolbox, own or named)
    noun = stem(match["noun"] or "")
    key = toolbox.type_named([noun]) if noun else min(found, default=None)
    if key is None or (len(found) > 1 and not noun):
        return None
    others = [one for one in terms if one.stem not in toolbox.nouns[key]]
    known = any(one.alternatives for one in others)
    if known or len(others) > 1 or key not in found:
        return None
    nouns = sorted(toolbox.nouns[key] & found[key].central)
    return found[key], tuple(Term(one, ((one, 1.0),)) for one in nouns)


def _follows(match: re.Match[str], name: Mention) -> bool:
    """Whether a name stands behind "the number of our trombonist"."""
    between = match.string[match.end() : name.start]
    return name.start >= match.end() and len(between.split()) < _MOST_BETWEEN


def _finders(toolbox: Toolbox, names: Sequence[Mention]) -> dict[str, Card]:
    """The tools that find things by these names, for each type of id."""
    resolved = {key: resolver(toolbox, key, one) for key in toolbox.shapes for one in names}
    return {key: one[0] for key, one in resolved.items() if one}
