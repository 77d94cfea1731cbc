"""Exercises of lesson 10: who decides, and so what a server offers a thing as."""

from typing import Any

from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception, NotAttempted
from itsupport.teaching.exercises.showing import shown

WORDS = ("tool", "resource", "template", "prompt")
RIGHT = {
    "close_ticket": "tool",
    "similar_tickets": "tool",
    "convert_currency": "tool",
    "price_list": "resource",
    "status_board": "resource",
    "one_contract": "template",
    "monday_report": "prompt",
    "kind_refusal": "prompt",
}

STEPS = {
    "close_ticket": (
        "changes_without_a_tool",
        "It changes a ticket. Which of the four may change something?",
    ),
    "similar_tickets": (
        "out_of_the_models_reach",
        "It is needed in the middle of an answer, where no person is asked. Who decides there?",
    ),
    "one_contract": (
        "not_one_address_for_many",
        "A person picks it, and there are four thousand. What is an address with a gap called?",
    ),
    "monday_report": (
        "a_menu_is_not_for_models",
        "A person starts with it and fills in a word. Nothing else happens. What is that?",
    ),
    "price_list": (
        "told_in_every_question",
        "Only people open it. A tool would be told to the model in every question.",
    ),
}
LIKE = {
    "convert_currency": "similar_tickets",
    "kind_refusal": "monday_report",
    "status_board": "price_list",
}


async def tool_resource_or_prompt(offers: Any) -> None:
    """Eight things, in the order in which a mistake does most harm."""
    if isinstance(offers, dict) and all(value is ... for value in offers.values()):
        raise NotAttempted('Put "tool", "resource", "template" or "prompt" in place of each `...`.')
    _check_form(offers)
    for thing, right in RIGHT.items():
        if offers[thing] == right:
            continue
        told = {"seen": f"{thing}: {offers[thing]!r}", "expected": "something else"}
        if right == "resource" and offers[thing] == "template":
            step = "There is one of it. A template has a gap; what would you fill in?"
            raise Misconception("a_gap_for_nothing", **told, next_step=step)
        misconception, step = STEPS[LIKE.get(thing, thing)]
        raise Misconception(misconception, **told, next_step=step)


def _check_form(offers: Any) -> None:
    form = isinstance(offers, dict) and set(offers) == set(RIGHT)
    if form and all(isinstance(value, str) and value in WORDS for value in offers.values()):
        return
    raise Misconception(
        "other_words",
        seen=shown(offers),
        expected=f"a dictionary with the eight names of the task, each with {', '.join(WORDS)}",
        next_step="Keep the names as they are, and write one of the four words behind each.",
    )


EXERCISES = (
    Exercise(
        name="tool_resource_or_prompt",
        lesson="10_resources_and_prompts",
        title="Tool, resource, template or prompt?",
        minutes=7,
        answers=("offers",),
        judge=tool_resource_or_prompt,
        misconceptions={
            "other_words": "used other names or words than the task",
            "changes_without_a_tool": "offered something that changes data as a thing to read",
            "out_of_the_models_reach": "put what a model needs where it cannot get it",
            "not_one_address_for_many": "did not use a template for one record out of many",
            "a_menu_is_not_for_models": "did not see that a person starts with a prompt",
            "told_in_every_question": "made a tool of what only people open",
            "a_gap_for_nothing": "made a template of a thing that there is one of",
        },
        hints=(
            "Ask for each: who decides that it is used? A model, a program or person, a person.",
            "Whatever changes something, or is needed in the middle of an answer, is a tool.",
            "One page: a resource. One of thousands, by its id: a template.",
        ),
        why="A model never finds what is offered to people, and is distracted by what is not.",
    ),
)
