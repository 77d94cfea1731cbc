"""Lists and dictionaries, as a JSON or Python file has them, become intents.

    [{"name": "printers",
      "tools": ["search_tickets"],
      "variations": [{"ask": "Which printers make trouble?",
                      "arguments": {"search_tickets": {"category": "printing"}}}]}]

What stands beside an intent's name holds for all of its variations; a variation may say otherwise.
"""

from collections.abc import Iterator
from typing import Any

from itsupport.errors import did_you_mean
from itsupport.teaching.tool_selection.intent import ExpectedArguments, Intent, Variation
from itsupport.teaching.tool_selection.places import Place

EXPECTATIONS = ("tools", "may", "arguments", "minimum_calls")
INTENT_KEYS = ("name", "variations", *EXPECTATIONS)
VARIATION_KEYS = ("ask", *EXPECTATIONS)
TOOL = 'a tool name such as "get_invoice", or two as "get_invoice|check_payment_status"'


def intents_from(entries: Any, source: str = "your list") -> tuple[Intent, ...]:
    """The intents of a list of dictionaries; `source` is what an error calls the list.

    Raises `SupportError` that names the place of the first mistake and what to write there.
    """
    whole = Place(source, "intents")
    if isinstance(entries, dict):
        whole.check_keys(entries, ["intents"])
        entries = entries.get("intents")
    listed = whole.taken(entries, list, "a list of intents")
    if not listed:
        raise whole.wrong("is empty", "Expected at least one intent.", "Add one to the list.")
    intents = tuple(_intent(entry, whole.below(f"[{i}]")) for i, entry in enumerate(listed))
    _refuse_twins(intents, whole)
    return intents


def _intent(entry: Any, place: Place) -> Intent:
    fields = place.taken(entry, dict, "an intent with a name and variations")
    if "name" not in fields:
        place.check_keys(fields, INTENT_KEYS)
        raise place.wrong("has no 'name'", "Expected a short text.", 'Add "name": "…".')
    name = place.below(".name").text(fields["name"], "a short text, the intent's name")
    place = Place(place.source, place.path, name)
    place.check_keys(fields, INTENT_KEYS)
    return Intent(name, tuple(_variations(fields, place)))


def _variations(intent: dict[str, Any], place: Place) -> Iterator[Variation]:
    if "variations" not in intent:
        advice = 'Add "variations": [{"ask": "…"}].'
        raise place.wrong("has no 'variations'", "Expected a list of ways to ask.", advice)
    below = place.below(".variations")
    listed = below.taken(intent["variations"], list, "a list of ways to ask")
    if not listed:
        raise below.wrong("is empty", "Expected at least one.", 'Add {"ask": "…"} to the list.')
    shared = {key: intent[key] for key in EXPECTATIONS if key in intent}
    for number, entry in enumerate(listed):
        yield _variation(entry, shared, below.below(f"[{number}]"))


def _variation(entry: Any, shared: dict[str, Any], place: Place) -> Variation:
    own = place.taken(entry, dict, 'a variation such as {"ask": "…"}')
    place.check_keys(own, VARIATION_KEYS)
    if "ask" not in own:
        raise place.wrong(
            "has no 'ask'", "Expected the question, as a person would ask it.", 'Add "ask": "…".'
        )
    fields = shared | own
    if "tools" not in fields:
        raise place.wrong(
            "has no 'tools', and neither has its intent",
            "Expected the names of the tools that must be called.",
            'Add "tools": ["search_tickets"]; an empty list means that no tool may be called.',
        )
    tools = tuple(_alternatives(fields["tools"], place.below(".tools")))
    least = fields.get("minimum_calls", len(tools))
    variation = Variation(
        ask=place.below(".ask").text(own["ask"], "the question, as a person would ask it"),
        tools=tools,
        may=tuple(_names(fields.get("may", []), place.below(".may"))),
        arguments=tuple(_arguments(fields.get("arguments", {}), place.below(".arguments"))),
        minimum_calls=_count(least, place.below(".minimum_calls")),
        place=str(place),
    )
    _refuse_idle_arguments(variation, place)
    return variation


def _refuse_idle_arguments(variation: Variation, place: Place) -> None:
    """Arguments of a tool that may not be called would never be looked at."""
    allowed = sorted(variation.allowed)
    for tool in (tool for each in variation.arguments for tool in each.tools):
        if tool not in allowed:
            raise place.below(".arguments").wrong(
                f"is about {tool!r}, which is neither in 'tools' nor in 'may'",
                f"Those are {', '.join(allowed) or 'empty'}.",
                *(did_you_mean(tool, allowed) or [f"Add {tool!r} to one of them."]),
            )


def _alternatives(value: Any, place: Place) -> Iterator[tuple[str, ...]]:
    for number, names in enumerate(_names(value, place)):
        yield _split(names, place.below(f"[{number}]"))


def _split(names: str, place: Place) -> tuple[str, ...]:
    tools = tuple(part.strip() for part in place.text(names, TOOL).split("|"))
    if not all(tools):
        raise place.wrong(f"is {names!r}", f"Expected {TOOL}.", "Name a tool beside every |.")
    return tools


def _names(value: Any, place: Place) -> list[str]:
    listed = place.taken(value, list, 'a list of tool names such as ["search_tickets"]')
    return [place.below(f"[{i}]").text(name, TOOL) for i, name in enumerate(listed)]


def _arguments(value: Any, place: Place) -> Iterator[ExpectedArguments]:
    """One entry per call that is expected: a tool may have a list, one for each of its calls."""
    wanted = 'arguments by tool such as {"search_tickets": {"priority": "critical"}}'
    for names, expected in place.taken(value, dict, wanted).items():
        below = place.below(f"[{names!r}]")
        for each in expected if isinstance(expected, list) else [expected]:
            arguments = below.taken(each, dict, 'arguments such as {"priority": "critical"}')
            yield ExpectedArguments(_split(names, below), arguments)


def _count(value: Any, place: Place) -> int:
    count = place.taken(value, int, "a whole number such as 2")
    if count < 0:
        raise place.wrong(f"is {count}", "Expected 0 or more.", "Count the calls that it needs.")
    return count


def _refuse_twins(intents: tuple[Intent, ...], whole: Place) -> None:
    seen: dict[str, int] = {}
    for number, intent in enumerate(intents):
        first = seen.setdefault(intent.name.lower(), number)
        if first != number:
            raise whole.below(f"[{number}]").wrong(
                f"has the name of intents[{first}]: {intent.name!r}",
                "Reports and --intent tell intents apart by their names.",
                "Give one of them another name.",
            )
