"""Whether an answer is still the starter: then nothing is wrong, it was only not attempted."""

import inspect
from typing import Any


def untouched(value: Any) -> bool:
    """True for `...`, and for a function whose body is only `...`, whatever its docstring says."""
    if value is ...:
        return True
    function = inspect.unwrap(value) if callable(value) else value
    if not inspect.isfunction(function):
        return False
    patterns = ASYNC_STUBS if inspect.iscoroutinefunction(function) else STUBS
    constants = [one for one in function.__code__.co_consts if one != function.__doc__]
    same = any(function.__code__.co_code == one.__code__.co_code for one in patterns)
    return same and all(one is None or one is ... for one in constants)


def _stub() -> None: ...


def _described() -> None:
    """A docstring moves the place of the constant that is returned."""


async def _async_stub() -> None: ...


async def _async_described() -> None:
    """The same."""


STUBS, ASYNC_STUBS = (_stub, _described), (_async_stub, _async_described)
