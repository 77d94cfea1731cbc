"""The answer key: every exercise with its title, its minutes and the sentence to remember."""

from typing import TYPE_CHECKING

from itsupport.teaching.exercises.catalogue import exercises

if TYPE_CHECKING:
    import pandas as pd


def answer_key() -> "pd.DataFrame":
    """A row per exercise; `solution(name)` shows the code."""
    import pandas as pd

    rows = [
        (one.lesson[:2], name, one.title, one.minutes, one.why) for name, one in exercises().items()
    ]
    return pd.DataFrame(rows, columns=["lesson", "exercise", "title", "minutes", "to remember"])
