"""Hints that JSON has no values for, such as `date`: what is written in their place is accepted.

Strict checking takes a date only, and a client can send texts only. So a value that is not of the
hint's own type is checked once more as the JSON that it came from: still strictly, and "5" is no
number there either. Hints that JSON has values for are left alone.
"""

import json
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import TypeAdapter, ValidationError, ValidatorFunctionWrapHandler, WrapValidator

_VALUES: tuple[Any, ...] = (str, int, float, bool, NoneType, Any, list, dict)


def sendable_hint(hint: Any) -> Any:
    """The hint of an argument, so that JSON can fill it: a date by "2025-06-30", a tuple by [1, 2].

    The same holds for Decimal, Enum, set, UUID and models. Wrong values get pydantic's finding.
    """
    if _is_json(hint):
        return hint
    adapter: TypeAdapter[Any] = TypeAdapter(hint)

    def checked(value: Any, check: ValidatorFunctionWrapHandler) -> Any:
        try:
            return check(value)
        except ValidationError as problem:
            return adapter.validate_json(_written(value, problem), strict=True)

    return Annotated[hint, WrapValidator(checked)]


def _written(value: Any, problem: ValidationError) -> str:
    """The value as JSON; what cannot be written stays the problem that it is."""
    try:
        return json.dumps(value, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        raise problem from None


def _is_json(hint: Any) -> bool:
    """Whether the values of a hint are what JSON is read as."""
    members = get_args(hint)
    match get_origin(hint):
        case origin if origin is Annotated:
            return _is_json(members[0])
        case origin if origin is Literal:
            return all(type(member) in _VALUES for member in members)
        case origin if origin in (list, dict, Union, UnionType):
            return all(map(_is_json, members))
        case _:
            return any(hint is one for one in _VALUES)
