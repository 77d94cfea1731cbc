"""What works in a cell in Jupyter, where there is none: commands do nothing, nothing is shown."""

import ast
import re
import warnings
from contextlib import suppress
from typing import Any

TOP_LEVEL_AWAIT = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
RUNS_ITS_CELL = re.compile(r"\s*%%(time|timeit|capture|prun)\b.*\n")


class NoJupyter:
    """In place of IPython's shell: each of its methods does nothing and gives an empty list."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_given, **_named: []


def names_in_jupyter() -> dict[str, Any]:
    """What every cell finds there without importing it."""
    return {"display": lambda *_given, **_named: None, "get_ipython": NoJupyter}


def as_python(source: str) -> str:
    """The source with IPython's commands as calls of `get_ipython()`, where it is no Python."""
    if is_python(source):
        return source
    from IPython.core.inputtransformer2 import TransformerManager

    with suppress(Exception):  # then the learner reads what is wrong with the source itself
        cell = RUNS_ITS_CELL.sub("", source, count=1) if RUNS_ITS_CELL.match(source) else source
        changed: str = TransformerManager().transform_cell(cell)  # type: ignore[no-untyped-call]
        return changed if is_python(changed) else source
    return source


def is_python(source: str) -> bool:
    """Whether it can be compiled; a warning about it is for the learner, not for who grades."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, "a cell", "exec", ast.PyCF_ONLY_AST | TOP_LEVEL_AWAIT)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
