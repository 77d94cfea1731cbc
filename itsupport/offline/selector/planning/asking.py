"""The question back for a value that nobody has told."""

from collections.abc import Sequence

from itsupport.offline.selector.tools.schemas import Parameter

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
