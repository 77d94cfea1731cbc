"""Functions that behave the same called in Python and served as MCP tools.

`@dual_mode` reads a function's signature once and makes every call check its arguments against
it: types, choices, patterns and unknown names. The mistakes come back as `SupportError`; the
result comes back as plain JSON values. The JSON Schema is made from the same signature.
This file leaves out the protocol: `itsupport.servers` serves such functions over MCP.
"""

import inspect
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, create_model
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from itsupport.argument_errors import argument_error
from itsupport.argument_types import sendable_hint
from itsupport.errors import SupportError
from itsupport.unicode import sendable

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
_ARGUMENT = "argument_"
_MARK = "__dual_mode__"


def dual_mode(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Check the arguments of every call, and return plain JSON values.

    The function itself sees checked arguments only. Raises `SupportError` for a call that does
    not fit the signature, and at once for an `async def`, whose result nobody would await.
    """
    _refuse_async(function)

    @wraps(function)
    def checked(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        arguments = checked_arguments(function, _by_name(function, args, kwargs))
        result: Result = plain(function(**arguments))  # type: ignore[call-arg]
        return result

    setattr(checked, _MARK, True)
    return checked


def is_dual_mode(function: Callable[..., Any]) -> bool:
    """Whether its calls are checked: by `dual_mode`, or by what it wraps with `functools.wraps`."""
    return hasattr(function, _MARK)


def checked_arguments(function: Callable[..., Any], arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments that the function may be called with, defaults left out.

    Raises `SupportError` that names every argument that does not fit and what would fit.
    """
    model = _argument_model(inspect.unwrap(function))
    try:
        checked = model.model_validate(sendable(dict(arguments)))
    except ValidationError as problem:
        raise argument_error(function.__name__, model, problem) from None
    given = sorted(checked.model_fields_set)
    return {name.removeprefix(_ARGUMENT): getattr(checked, name) for name in given}


def input_schema(function: Callable[..., Any]) -> dict[str, Any]:
    """The JSON Schema of the function's arguments: what an MCP client and a model see."""
    model = _argument_model(inspect.unwrap(function))
    return model.model_json_schema(schema_generator=_ReadableSchema)


def title(function: Callable[..., Any]) -> str:
    """The name for people: "search_tickets" becomes "Search tickets"."""
    return function.__name__.replace("_", " ").capitalize()


def description(function: Callable[..., Any]) -> str:
    """The docstring without its indentation: what a model reads to choose the tool."""
    return inspect.cleandoc(function.__doc__ or "")


def plain(value: Any) -> Any:
    """A copy made of JSON values only. An amount becomes a number with its cents intact."""
    match value:
        case Decimal():
            return float(value)
        case date():
            return value.isoformat()
        case dict():
            return {_plain_key(key): plain(item) for key, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
        case str():
            return sendable(value)
        case _:
            return value


def _plain_key(key: Any) -> Any:
    return sendable(key) if isinstance(key, str) else key


def _refuse_async(function: Callable[..., Any]) -> None:
    if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function):
        raise SupportError(
            f"{function.__name__} cannot be a dual-mode function",
            "It is an async def, and a plain Python call would not wait for its result.",
            suggested_actions=["Write it with def; a server runs it in a thread of its own."],
            context={"function": function.__name__},
        )


def _refuse_untyped(
    function: Callable[..., Any], parameters: Mapping[str, inspect.Parameter]
) -> None:
    untyped = [name for name, one in parameters.items() if one.annotation is one.empty]
    if untyped:
        raise SupportError(
            f"{function.__name__} does not say what {untyped[0]} is",
            "What may be given, and the schema that says so, are read from the type hints.",
            suggested_actions=[f"Write a type hint, such as {name}: str." for name in untyped],
            context={"function": function.__name__},
        )


def _by_name(
    function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> dict[str, Any]:
    """Name the positional arguments, so that both ways of calling are checked alike."""
    names = list(inspect.signature(function).parameters)
    if len(args) > len(names):
        raise SupportError(
            f"{function.__name__} got {len(args)} arguments without a name",
            f"It takes at most {len(names)}: {', '.join(names)}.",
            suggested_actions=[f"Write {names[0]}=… to say which is which."] if names else [],
            retryable=True,
        )
    named = dict(zip(names, args, strict=False))
    if twice := sorted(named.keys() & kwargs.keys()):
        raise SupportError(
            f"{function.__name__} got {twice[0]} twice",
            "Once by its place and once by its name.",
            suggested_actions=[f"Give {twice[0]} once."],
            retryable=True,
        )
    return named | kwargs


@cache
def _argument_model(function: Callable[..., Any]) -> type[BaseModel]:
    """Strict: "5" is not a number and True is not 1, wherever the call comes from.

    Its fields have a prefix, because an argument may be called `copy` or `schema` and a field not.
    """
    parameters = inspect.signature(function, eval_str=True).parameters
    _refuse_untyped(function, parameters)
    fields: dict[str, Any] = {
        f"{_ARGUMENT}{name}": (
            sendable_hint(parameter.annotation),
            ... if parameter.default is parameter.empty else parameter.default,
        )
        for name, parameter in parameters.items()
    }
    settings = ConfigDict(
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        alias_generator=lambda field: field.removeprefix(_ARGUMENT),
    )
    return create_model(function.__name__, __config__=settings, **fields)


class _ReadableSchema(GenerateJsonSchema):
    """An optional argument is one that may be left out: no `null` branch, no default of `null`."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        if schema.get("default") is None:
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False
