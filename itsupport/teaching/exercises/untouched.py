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
    pattern = _async_stub if inspect.iscoroutinefunction(function) else _stub
    constants = [one for one in function.__code__.co_consts if not isinstance(one, str)]
    same = function.__code__.co_code == pattern.__code__.co_code
    return same and all(one is None or one is ... for one in constants)


def _stub() -> None: ...


async def _async_stub() -> None: ...
