"""An exercise of lesson 14: which thing needs what, when there are several workers."""

from typing import Any

from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception, NotAttempted
from itsupport.teaching.exercises.showing import shown

WORDS = ("nothing", "same worker", "shared key", "database", "bus")
RIGHT = {
    "a look-up by a client of 2026-07-28": "nothing",
    "a session of a client of 2025-11-25": "same worker",
    "a form that a tool of 2026-07-28 asks for": "shared key",
    "a ticket that a user opens": "database",
    "the news that a file has changed": "bus",
    "a sample record that never changes": "nothing",
}
MISTAKES = {
    ("a look-up by a client of 2026-07-28", "same worker"): "every_request_is_sticky",
    ("a session of a client of 2025-11-25", "shared key"): "key_for_a_session",
    ("a session of a client of 2025-11-25", "database"): "store_for_a_session",
    ("a form that a tool of 2026-07-28 asks for", "same worker"): "sticky_for_a_form",
    ("a form that a tool of 2026-07-28 asks for", "nothing"): "nothing_for_a_form",
    ("a ticket that a user opens", "nothing"): "ticket_in_memory",
    ("the news that a file has changed", "database"): "news_in_a_database",
}
NEXT = {
    "every_request_is_sticky": "Look at the lesson's first experiment: who answered the six calls?",
    "key_for_a_session": "A session is memory and open connections; no key opens those elsewhere.",
    "store_for_a_session": "A session is open connections too, and those cannot be stored.",
    "sticky_for_a_form": "It would work, until the worker dies. The lesson killed it: what held?",
    "nothing_for_a_form": "Ten users lost all their questions. What did the workers lack?",
    "ticket_in_memory": "Ten users, five ticket numbers: where had each worker kept its tickets?",
    "news_in_a_database": "A database keeps the file. Who tells the user that it is another one?",
}


async def what_needs_what(needs: Any) -> None:
    """Each thing has one word; the typical mistakes have names."""
    if isinstance(needs, dict) and any(word is ... for word in needs.values()):
        raise NotAttempted("Put one of the five words in the place of each `...`.")
    if not isinstance(needs, dict) or {*needs} != {*RIGHT}:
        raise Misconception(
            "other_things",
            seen=shown([*needs] if isinstance(needs, dict) else needs),
            expected=f"the {len(RIGHT)} things of the starter, each with a word",
            next_step="Leave the left side as it was, and write on the right side only.",
        )
    for thing, right in RIGHT.items():
        _check(thing, needs[thing], right)


def _check(thing: str, word: Any, right: str) -> None:
    if word == right:
        return
    if word not in WORDS:
        raise Misconception(
            "other_words",
            seen=f"{shown(word)} for {thing}",
            expected=f"one of {', '.join(WORDS)}",
            next_step="Take a word of the task as it is written there.",
        )
    name = MISTAKES.get((thing, word), "more_than_it_needs" if right == "nothing" else "mixed_up")
    raise Misconception(
        name,
        seen=f"{thing}: {word}",
        expected="the least that works with a worker that may die at any moment",
        next_step=NEXT.get(name, "Ask where the thing is kept, and who must be able to reach it."),
    )


EXERCISES = (
    Exercise(
        name="what_needs_what",
        lesson="14_many_users",
        title="What needs what",
        minutes=10,
        answers=("needs",),
        judge=what_needs_what,
        misconceptions={
            "other_things": "changed the list of things",
            "other_words": "used another word than the five",
            "every_request_is_sticky": "sent requests of 2026 back to the same worker",
            "key_for_a_session": "hoped that a key opens a session elsewhere",
            "store_for_a_session": "hoped that a session can be stored",
            "sticky_for_a_form": "tied a form to the worker that asked",
            "nothing_for_a_form": "thought that a form needs nothing",
            "ticket_in_memory": "left tickets in one worker's memory",
            "news_in_a_database": "took a database for a way to tell somebody",
            "more_than_it_needs": "asked for more than is needed",
            "mixed_up": "mixed two things up",
        },
        hints=(
            "Three questions for each: where is it kept, who writes it, who must hear of it?",
            "What never changes, or is said in full in each request, needs nothing.",
            "A form travels with the client, sealed. What must a worker have to open the seal?",
        ),
        why="Most of what is built for many users is built for what needs nothing.",
    ),
)
