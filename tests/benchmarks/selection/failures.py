"""Every wrong answer in full: what was asked, why it is wrong and which calls were made."""

import json
from collections.abc import Iterable

from tests.offline.scoring import Outcome


def print_failures(title: str, outcomes: Iterable[Outcome]) -> None:
    """Print the outcomes that are wrong, and how many of all that is."""
    judged = list(outcomes)
    wrong = [outcome for outcome in judged if not outcome.right]
    print(f"## {title}: {len(wrong)} of {len(judged)} wrong\n")
    for outcome in wrong:
        print(f"[{outcome.case['kind']}] {' / '.join(outcome.case['ask'])}")
        for reason in outcome.reasons:
            print(f"  ✗ {reason}")
        for name, arguments in outcome.talk.plain_calls:
            print(f"  → {name}({json.dumps(arguments, ensure_ascii=False)})")
        print(f"  “{outcome.talk.text.partition(chr(10))[0]}”\n")
