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


def test_two_records_about_one_thing_have_headings_and_say_nothing_twice() -> None:
    lines = talk("Who is CUST-001, and what are their SLA terms?").text.splitlines()
    assert "**Customer** CUST-001" in lines
    assert "**Sla terms** for CUST-001" in lines
    points = [line for line in lines if line.startswith("- **")]
    assert len(points) == len(set(points))
    assert lines.count("- **Tier**: premium") == 1
    assert any(line.startswith("- **Coverage**") for line in points)


def test_records_of_different_things_keep_their_equal_facts() -> None:
    text = talk("Get TKT-1002 and INV-2005").text
    assert text.count("- **Customer id**: CUST-002") == 2
    assert "**Ticket details** for TKT-1002" in text
    assert "**Invoice** INV-2005" in text


def test_an_answer_with_one_record_has_no_heading() -> None:
    assert "**Customer** CUST-001" not in talk("Who is CUST-001?").text
