"""What helps a learner who is stuck: hints, a step at a time, and then the solution."""

from collections import Counter

from itsupport.teaching.exercises.catalogue import exercise_called
from itsupport.teaching.exercises.notebooks import cells_of, solution_of

_given: Counter[str] = Counter()
"""How many hints of an exercise were given in this process."""


class Told(str):
    """Text that a notebook shows as Markdown, and everything else as it is."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)

    def _repr_markdown_(self) -> str:
        return str(self)


def hint(name: str) -> Told:
    """The next hint for an exercise. After the last one it begins anew."""
    exercise = exercise_called(name)
    place = _given[name] % len(exercise.hints)
    _given[name] += 1
    last = place + 1 == len(exercise.hints)
    after = f'That was the last hint; `solution("{name}")` shows one way.' if last else ""
    head = f"**Hint {place + 1} of {len(exercise.hints)}.**"
    return Told(" ".join(filter(None, [head, exercise.hints[place], after])))


def solution(name: str) -> Told:
    """One way to solve an exercise. Others are as good when the check passes them."""
    exercise = exercise_called(name)
    found = cells_of(solution_of(exercise.lesson), name, "solution")
    code = "\n\n".join(cell.source for cell in found if cell.cell_type == "code")
    return Told(f"```python\n{code}\n```")
