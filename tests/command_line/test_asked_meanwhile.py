"""Several servers' questions at once in a terminal, which has one place to type at."""

import threading
import time

from itsupport.command_line.asked_meanwhile import happenings
from itsupport.orchestrator import AnswerReady, MCPOrchestrator
from itsupport.orchestrator.forms import OpenQuestion
from tests.notebook.desk_that_asks import server

TWO_ROOMS = "Find a room on floor 3 and a room on floor 4"


def test_the_time_of_a_question_begins_when_it_can_be_seen() -> None:
    left: list[float] = []
    with (
        MCPOrchestrator({"intake": server}, answer_timeout=5) as desk,
        happenings(desk, TWO_ROOMS) as happened,
    ):
        for one in happened:
            if isinstance(one, OpenQuestion):
                left.append(one.until - time.time())
                threading.Event().wait(1.5)  # a person who types
                one.heard({"do": "submit", "typed": ["north"]})
            if isinstance(one, AnswerReady):
                rooms = [(call.result or {})["room"] for call in one.answer.calls]
    assert len(left) == 2
    assert min(left) > 4
    assert rooms == ["north", "north"]
