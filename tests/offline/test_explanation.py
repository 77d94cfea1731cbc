"""What the offline model tells about its choices; that it is the same every time, and quick."""

import os
import subprocess
import sys
import time

import pytest

from itsupport.offline.exchange import Exchange, Message
from itsupport.offline.selector.engine import answer
from itsupport.offline.selector.explanation import explain
from tests.offline.desk import SYSTEM, TOOLS

CHAIN = "What are the critical tickets, and who are the customers?"


def _asked(question: str) -> Exchange:
    return Exchange((SYSTEM, Message("user", question)), TOOLS)


def test_the_reasons_for_a_choice_can_be_read() -> None:
    explanation = explain(_asked("Show the critical tickets of CUST-001"))
    (wish,) = explanation.wishes
    assert wish.tool == "search_tickets"
    assert wish.scores[0].tool == "search_tickets"
    assert {score.tool for score in wish.scores} == {tool.name for tool in TOOLS}
    origins = {one.name: one.origin for one in wish.calls[0].arguments}
    assert origins["priority"] == "'critical' in the question (exact)"
    assert origins["customer_id"] == "named in the question"
    for score in wish.scores:
        assert sum(points for _, points in score.evidence) == pytest.approx(score.score, abs=1e-3)


def test_as_text_the_reasons_are_lines_whose_columns_stand_below_each_other() -> None:
    lines = str(explain(_asked("Show the critical tickets of CUST-001"))).splitlines()
    assert lines[0] == "Wish 1: “Show the critical tickets of CUST-001” → search_tickets"
    assert lines[1].split()[::2][:2] == ["→", "search_tickets"]
    assert {line[5] for line in lines[1:6]} == {"."}
    assert {line[29:32] for line in lines[1:6]} == {"s  ", "   "}
    assert lines[-2] == "search_tickets (answer): customer_id = CUST-001, named in the question"
    assert str(explain(Exchange((SYSTEM,), TOOLS))) == "Nothing was asked."


def test_a_question_cannot_break_out_of_the_reasons() -> None:
    explanation = explain(_asked("Find \x1b[31m\ntickets for <b> $5 and $6 and \\(x\\)"))
    assert "\x1b" not in str(explanation)
    shown = explanation._repr_markdown_()
    assert r"&lt;b> \$5 and \$6 and \\&#40;x" in shown


def test_replies_do_not_depend_on_the_hash_seed() -> None:
    program = (
        "from tests.offline.desk import talk\n"
        f"held = talk({CHAIN!r}, 'and their invoices?')\n"
        "print(held.messages)"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]


def test_a_turn_takes_a_few_milliseconds() -> None:
    exchange = _asked("Which premium customers have overdue invoices and critical tickets?")
    answer(exchange)
    seconds = []
    for _ in range(20):
        started = time.perf_counter()
        answer(exchange)
        seconds.append(time.perf_counter() - started)
    assert min(seconds) < 0.025
