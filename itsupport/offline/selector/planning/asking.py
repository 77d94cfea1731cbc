"""The question back for a value that nobody has told."""

import re
from collections.abc import Sequence

from itsupport.offline.selector.planning.situation import Situation
from itsupport.offline.selector.tools.schemas import Parameter

_ANOTHER = re.compile(
    r"\b(?:the|that|(?:a|the) (?:different|wrong|other)|another|wrong) one\b(?! of\b)",
    re.IGNORECASE,
)
_CODED = {"number": "number", "no": "number", "nr": "number", "cod": "code", "ref": "reference"}


def question_back(parameter: Parameter, options: Sequence[str] = ()) -> str:
    example = next(iter(parameter.examples), None)
    such_as = f", such as {example}" if example else ""
    if parameter.kind == "id" and options:
        return f"Which {parameter.noun} do you mean: {' or '.join(options)}?"
    if parameter.kind == "id":
        kind = _CODED.get(parameter.stems[-1], "id")
        return f"Which {parameter.noun} do you mean? Please tell me its {kind}{such_as}."
    if parameter.kind == "choice":
        return f"Which {parameter.noun} do you mean: {', '.join(parameter.choices)}?"
    hint = f" ({parameter.description.rstrip('.')})" if parameter.description else such_as
    return f"What should I take for {parameter.noun}{hint}?"


def another_of_the_talk(situation: Situation) -> list[Parameter]:
    """For "I meant a different one": the id of what the last answer was about, to ask for it."""
    calls = [done for turn in situation.turns[:-1] for done in turn.calls]
    asked = calls and _ANOTHER.search(situation.question.reading.plain)
    key = situation.toolbox.subjects.get(calls[-1].name) if asked else None
    return situation.toolbox.id_parameters.get(key or "", [])[:1]
