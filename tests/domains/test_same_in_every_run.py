"""Searches give the same answer in every run, whatever the order of Python's sets."""

import os
import subprocess
import sys

PROGRAM = """
import json
from itsupport.domains.knowledge import find_related_articles, get_common_fixes, search_solutions
from itsupport.domains.tickets import find_similar_tickets, search_tickets
print(json.dumps([
    search_tickets(query="printer update on windows"), search_tickets(tag="blue-scren"),
    find_similar_tickets("TKT-1001"), search_solutions(query="password on mac"),
    find_related_articles("KB-004"), get_common_fixes(issue="disk ful"),
]))
"""


def answer(hash_seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True
    )
    return run.stdout


def test_two_runs_with_other_hash_seeds_print_the_same() -> None:
    assert answer("1") == answer("2") != ""
