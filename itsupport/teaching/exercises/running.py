"""Runs the code cells of a notebook in this process, one after the other, without a kernel.

Cells may `await`, and the last expression is a cell's result, as in Jupyter. IPython's own
commands (`%…`, `!…`) and `display` do nothing. A cell that fails does not stop those behind it.
"""

import ast
import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from itsupport.teaching.exercises.in_jupyter import TOP_LEVEL_AWAIT, as_python, names_in_jupyter


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a cell: the value of its last expression, or the error that ended it."""

    value: Any = None
    error: BaseException | None = None


async def run_cells(sources: Sequence[str], notebook: dict[str, Any]) -> list[Ran]:
    """Run all cells in one namespace, which they change."""
    for name, value in {"__name__": "__main__", **names_in_jupyter()}.items():
        notebook.setdefault(name, value)
    return [await _run_cell(source, f"<cell {n}>", notebook) for n, source in enumerate(sources)]


async def _run_cell(source: str, place: str, notebook: dict[str, Any]) -> Ran:
    try:
        tree = ast.parse(as_python(source))
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        await _evaluated(compile(tree, place, "exec", TOP_LEVEL_AWAIT), notebook)
        if not isinstance(last, ast.Expr):
            return Ran()
        shown = compile(ast.Expression(last.value), place, "eval", TOP_LEVEL_AWAIT)
        return Ran(await _evaluated(shown, notebook))
    except (Exception, SystemExit) as problem:
        return Ran(error=problem)


async def _evaluated(code: Any, notebook: dict[str, Any]) -> Any:
    value = eval(code, notebook)  # noqa: S307 - running what people wrote is the purpose
    if code.co_flags & inspect.CO_COROUTINE:
        return await value
    return value
