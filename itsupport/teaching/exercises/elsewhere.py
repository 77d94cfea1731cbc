"""Which other cells of a notebook define an answer, or what it uses: an import, a helping function.

A learner's own check finds such names in the kernel, so whoever tries the answer alone needs them
too. Only the cells that define them are taken: others may never end, or check something.
"""

import builtins
import dis
import warnings
from collections.abc import Collection, Iterator, Sequence
from types import CodeType

from itsupport.teaching.exercises.in_jupyter import TOP_LEVEL_AWAIT, as_python

USED = {"LOAD_NAME", "LOAD_GLOBAL", "LOAD_FROM_DICT_OR_GLOBALS"}
DEFINED = {"STORE_NAME", "STORE_GLOBAL"}


def cells_that_define(names: Collection[str], others: Sequence[str]) -> list[str]:
    """The other cells that set one of the names: an answer may stand below its check."""
    return [cell for cell in others if _defined(cell) & {*names}]


def cells_it_needs(
    answer: Sequence[str], others: Sequence[str], known: Collection[str]
) -> list[str]:
    """The other cells that define what the answer uses and is not known, and what those use."""
    missing = {name for cell in answer for name in _used(cell)} - {*known}
    needed: set[str] = set()
    while found := [c for c in others if c not in needed and _defined(c) & missing]:
        needed.update(found)
        missing = {name for cell in found for name in _used(cell) - _defined(cell)} - {*known}
    return [cell for cell in others if cell in needed]


def _used(cell: str) -> set[str]:
    """The names of the notebook that a cell reads, in its functions too, Python's own left out."""
    whole, *inside = [*_codes(cell)] or [compile("", "no cell", "exec")]
    read = [_names(code, USED) - _names(code, DEFINED) for code in inside]
    return _names(whole, USED).union(*read) - {*dir(builtins)}


def _defined(cell: str) -> set[str]:
    """The names of the notebook that a cell sets."""
    return {name for code in [*_codes(cell)][:1] for name in _names(code, DEFINED)}


def _names(code: CodeType, operations: set[str]) -> set[str]:
    return {str(one.argval) for one in dis.get_instructions(code) if one.opname in operations}


def _codes(cell: str) -> Iterator[CodeType]:
    """The code of a cell and of all that is defined in it; none where it is no Python."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            codes = [compile(as_python(cell), "a cell", "exec", TOP_LEVEL_AWAIT)]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for code in codes:
        yield code
        codes += [one for one in code.co_consts if isinstance(one, CodeType)]
