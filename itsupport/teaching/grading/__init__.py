"""Grades a folder of submissions: every one in processes of its own, with an end.

    python -m itsupport grade FOLDER

What holds an answer: limits of time, memory, output and processes; an environment without keys; a
throw-away folder as its home; and a fence inside its process that refuses to write elsewhere or to
end other programs. When it is done, all that it started is ended.

What nothing here prevents, because that needs a container or a virtual machine: an answer that is
written to get round the fence, for example through a program that it starts. It runs as the person
who grades. It can use the network, read files (other submissions and the solutions among them),
fill the disk, and delete or end what that person can. It shares its process with the judge, so it
could also report a pass that is none. For submissions of strangers, grade in a container.
"""

from itsupport.teaching.grading.marking import graded
from itsupport.teaching.grading.submission import Submission, submissions_in
from itsupport.teaching.grading.verdict import Row, Verdict

__all__ = ["Row", "Submission", "Verdict", "graded", "submissions_in"]
