"""Whether the replies are the same to the byte, whatever the hash seed and the Python version."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import product

from tests.benchmarks.selection.answers import Answers
from tests.benchmarks.selection.interpreters import interpreters
from tests.benchmarks.selection.recordings import recording, replay, written
from tests.benchmarks.selection.tables import heading, held
from tests.offline.cases import HALVES
from tests.offline.desk import TOOLS

SEEDS = range(10)


def recorded(answers: Answers) -> bytes:
    """Every conversation that was held, over our tools and over those never seen."""
    toolsets = [TOOLS]
    talks = [
        recording(0, outcome.talk.messages)
        for judged in answers.ours.values()
        for outcome in judged
    ]
    for one, judged in [pair for half in HALVES for pair in answers.unseen[half]]:
        toolsets.append(one.toolset.tools)
        talks += [recording(len(toolsets) - 1, outcome.talk.messages) for outcome in judged]
    return written(toolsets, talks)


def replies_are_the_same(answers: Answers, engine: str) -> bool:
    """Go through every conversation again with each seed on each Python found."""
    heading("Sameness", "what", "measured", "target")
    conversations, pythons = recorded(answers), interpreters()

    def digest(run: tuple[str, int]) -> str:
        return replay(engine, "digest", conversations, *run)

    with ThreadPoolExecutor(2) as pool:
        digests = Counter(pool.map(digest, product(pythons.values(), SEEDS)))
    what = f"replies over PYTHONHASHSEED 0–9 on Python {', '.join(pythons)}"
    return held(len(digests) == 1, "1", f"different {what}", len(digests))
