"""One thing that the doctor looked at: well or not, and what to do if not."""

from dataclasses import dataclass

from itsupport.command_line.checkups.typed_command import this_python

INSTALL = f"Run: {this_python('-m pip install -r requirements.txt')}"
"""The cure for most things, to be typed in the workbook's folder."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`statement` is one line; `advice` says what to do, and a good finding needs none."""

    good: bool
    statement: str
    advice: tuple[str, ...] = ()


def from_problem(subject: str, problem: BaseException) -> Finding:
    """What a check that raised found out. An envelope's words are used where there is one."""
    if isinstance(problem, ImportError):
        return Finding(False, f"{subject}: {problem}", (INSTALL,))
    envelope = getattr(problem, "envelope", None)
    if envelope is None:
        return Finding(False, f"{subject}: {type(problem).__name__}: {problem}")
    advice = tuple(filter(None, [envelope["reason"], *envelope["suggested_actions"]]))
    return Finding(False, f"{subject}: {envelope['error']}", advice)
