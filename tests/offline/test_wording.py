"""How answers read: conditions, courtesies, hints and the records side by side."""

import pytest

from tests.offline.desk import talk


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Which warranties expire in the next 30 days?",
            "**1 warranty** (expires within days: 30)",
        ),
        ("Look up TechCorp Industries", "**1 customer** (company name: TechCorp Industries)"),
        ("Tickets created since 2025-06-01", "**8 tickets** (created after: 2025-06-01)"),
        ("Show the open tickets created since 2025-06-01", "with status open (created after: "),
    ],
)
def test_conditions_that_are_no_adjectives_stand_in_parentheses(question: str, said: str) -> None:
    assert said in talk(question).text


@pytest.mark.parametrize("first", ["thanks", "Thank you!", "cheers"])
def test_thanks_as_the_first_line_are_taken_as_thanks(first: str) -> None:
    assert talk(first).text.startswith("You are welcome.")


def test_a_greeting_gets_a_greeting() -> None:
    assert talk("Hello").text.startswith("Hello!")


def test_a_search_after_a_miss_does_not_ask_the_same_again() -> None:
    text = talk("Show me TKT-9999").text
    assert text.count("Did you mean") == 1
    assert "**no tickets**" in text
