"""Exercises that prove themselves: a check with three outcomes, hints in steps, a solution.

from itsupport.teaching.exercises import check, hint, progress, solution
"""

from itsupport.teaching.exercises.checking import check
from itsupport.teaching.exercises.help import hint, solution
from itsupport.teaching.exercises.progress import progress

__all__ = ["check", "hint", "progress", "solution"]
