"""How long a reply takes with our twenty tools, each in a fresh interpreter."""

import json
import statistics
from dataclasses import replace

from tests.benchmarks.selection.answers import Answers
from tests.benchmarks.selection.recordings import question, recording, replay, written
from tests.benchmarks.selection.start import import_seconds
from tests.benchmarks.selection.tables import heading, held, row
from tests.offline.desk import TOOLS

COLD = 40
ROUNDS = 3


def is_fast(answers: Answers, engine: str) -> bool:
    """Print the figures: a reply, a question with all its replies, a first reply, the import."""
    heading("Time with 20 tools", "what", "measured", "target")
    replies, questions = _warm(answers, engine)
    good = [
        _bound(5, "a turn: median", statistics.median(replies)),
        _bound(15, "a turn: 95th percentile", _high(replies)),
    ]
    row("all turns of a conversation: median", _ms(statistics.median(questions)), "")
    row("all turns of a conversation: 95th percentile", _ms(_high(questions)), "")
    first = _cold(engine)
    row("first turn in a fresh interpreter", _ms(first[0]), "")
    row("first turn with tools not seen before: median", _ms(statistics.median(first[1:])), "")
    return all([*good, _bound(150, "import, in a fresh interpreter", import_seconds(engine))])


def _warm(answers: Answers, engine: str) -> tuple[list[float], list[float]]:
    """Seconds of each reply and of each conversation, over all questions about our tools.

    Each is the median of three fresh interpreters, in which it is the reply's first time.
    """
    judged = [outcome for outcomes in answers.ours.values() for outcome in outcomes]
    talks = [recording(0, outcome.talk.messages) for outcome in judged if outcome.talk.text]
    recorded = written([TOOLS], talks)
    runs = [json.loads(replay(engine, "times", recorded))["talks"] for _ in range(ROUNDS)]
    seconds = [
        [*map(statistics.median, zip(*talk, strict=True))] for talk in zip(*runs, strict=True)
    ]
    return [one for talk in seconds for one in talk], [sum(talk) for talk in seconds]


def _cold(engine: str) -> list[float]:
    """Seconds of the first reply with each of forty toolsets, which differ in every tool."""
    toolsets = [
        [replace(tool, description=f"{tool.description} ({number})") for tool in TOOLS]
        for number in range(COLD)
    ]
    recorded = written(toolsets, [question(0, "Show TKT-1001")])
    first: list[float] = json.loads(replay(engine, "times", recorded))["first"]
    return first


def _high(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def _bound(most: int, what: str, seconds: float) -> bool:
    return held(seconds * 1000 <= most, f"≤ {most} ms", what, _ms(seconds))
