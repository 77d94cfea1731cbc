"""A request that is refused, in the words and the JSON shape in which OpenAI refuses it."""

from collections.abc import Collection, Mapping
from typing import Any

_NAMES = {
    dict: "object",
    list: "array",
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "decimal",
    type(None): "null",
}


class Refusal(Exception):  # noqa: N818 - the service's word: it is an answer, not a fault of ours
    """A request that OpenAI would refuse. `param` is the path of the part that is wrong."""

    def __init__(
        self, message: str, param: str | None = None, code: str | None = None, status: int = 400
    ) -> None:
        super().__init__(message)
        self.message, self.param, self.code, self.status = message, param, code, status

    @property
    def body(self) -> dict[str, Any]:
        """The JSON that goes over the wire."""
        kind = "invalid_request_error" if self.status < 500 else "server_error"
        return {
            "error": {
                "message": self.message,
                "type": kind,
                "param": self.param,
                "code": self.code,
            }
        }


def members(names: str) -> frozenset[str]:
    """The names in a text, separated by spaces."""
    return frozenset(names.split())


def missing(param: str) -> Refusal:
    """A required part is not there."""
    return Refusal(f"Missing required parameter: '{param}'.", param, "missing_required_parameter")


def invalid_value(param: str, given: object, allowed: Collection[str]) -> Refusal:
    """A word that is not one of those allowed."""
    choices = ", ".join(f"'{word}'" for word in allowed)
    message = f"Invalid value: '{given}'. Supported values are: {choices}."
    return Refusal(message, param, "invalid_value")


def above_maximum_length(kind: str, param: str, most: int, given: int) -> Refusal:
    """Too many letters of a string, elements of an array or members of an object."""
    fault = "too many properties" if kind == "object" else f"{kind} too long"
    return Refusal(
        f"Invalid '{param}': {fault}. Expected {_article(kind)} with maximum length {most}, "
        f"but got {_article(kind)} with length {given} instead.",
        param,
        f"{kind}_above_max_length",
    )


def expect(value: Any, kind: type, param: str) -> Any:
    """The value, when it has the JSON type `kind`; refuses it otherwise."""
    if isinstance(value, kind) and not (kind is not bool and isinstance(value, bool)):
        return value
    wanted, given = _NAMES[kind], _NAMES[type(value)]
    raise Refusal(
        f"Invalid type for '{param}': expected {_article(wanted)}, but got {_article(given)} "
        "instead.",
        param,
        "invalid_type",
    )


def required(parent: Mapping[str, Any], name: str, kind: type, prefix: str = "") -> Any:
    """The member `name` of `parent`; refuses when it is missing or of another JSON type."""
    param = f"{prefix}.{name}" if prefix else name
    if name not in parent:
        raise missing(param)
    return expect(parent[name], kind, param)


def only(parent: Mapping[str, Any], known: Collection[str], prefix: str = "") -> None:
    """Refuse the first member that the API does not know."""
    for name in parent:
        if name not in known:
            param = f"{prefix}.{name}" if prefix else name
            raise Refusal(f"Unknown parameter: '{param}'.", param, "unknown_parameter")


def not_empty(items: list[Any], param: str) -> None:
    """Refuse an array without elements."""
    if not items:
        raise Refusal(
            f"Invalid '{param}': empty array. Expected an array with minimum length 1, "
            "but got an empty array instead.",
            param,
            "empty_array",
        )


def _article(kind: str) -> str:
    if kind == "null":
        return kind
    return f"an {kind}" if kind[0] in "aeio" else f"a {kind}"
