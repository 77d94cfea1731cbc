"""A course out of the workbook: how long things take, plans that fit, what people stumble on.

from itsupport.teaching.course import DAY, HALF_DAY, NINETY_MINUTES, answer_key, stumbles
"""

from itsupport.teaching.course.answer_key import answer_key
from itsupport.teaching.course.minutes import (
    minutes_of_exercises,
    minutes_of_lessons,
    minutes_table,
)
from itsupport.teaching.course.plan import Break, Lesson, Plan, Practice, Shown, problems
from itsupport.teaching.course.plans import DAY, HALF_DAY, NINETY_MINUTES, PLANS, SECOND_DAY
from itsupport.teaching.course.stumbles import stumbles

__all__ = [
    "DAY",
    "HALF_DAY",
    "NINETY_MINUTES",
    "PLANS",
    "SECOND_DAY",
    "Break",
    "Lesson",
    "Plan",
    "Practice",
    "Shown",
    "answer_key",
    "minutes_of_exercises",
    "minutes_of_lessons",
    "minutes_table",
    "problems",
    "stumbles",
]
