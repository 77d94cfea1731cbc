"""Stretches of time, as people say them on 30 June 2025."""

from datetime import date

import pytest

from itsupport.offline.selector.language.dates import periods_in
from itsupport.offline.selector.language.named_days import day_stated_in

TODAY = date(2025, 6, 30)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("invoices last quarter", "2025-01-01", "2025-03-31"),
        ("in Q1 2025", "2025-01-01", "2025-03-31"),
        ("since March", "2025-03-01", None),
        ("after 2025-05-01", "2025-05-01", None),
        ("before June", None, "2025-05-31"),
        ("between March and May", "2025-03-01", "2025-05-31"),
        ("from 2025-01-01 to 2025-03-31", "2025-01-01", "2025-03-31"),
        ("in May 2024", "2024-05-01", "2024-05-31"),
        ("in December", "2024-12-01", "2024-12-31"),
        ("over the last 7 days", "2025-06-23", "2025-06-30"),
        ("this year", "2025-01-01", "2025-12-31"),
        ("on 3 March 2025", "2025-03-03", "2025-03-03"),
        ("in the next 30 days", "2025-06-30", "2025-07-30"),
        ("within two weeks", "2025-06-30", "2025-07-14"),
        ("from April 1 2026 to the end of that month", "2026-04-01", "2026-04-30"),
        ("between the 14th and the 20th of December 2026", "2026-12-14", "2026-12-20"),
        ("the first three days of February 2026", "2026-02-01", "2026-02-03"),
        ("in the last two months of 2024", "2024-11-01", "2024-12-31"),
        ("in the year 2024", "2024-01-01", "2024-12-31"),
        ("before New Year's Eve 2026", None, "2026-12-31"),
        ("since last Friday, the 27th", "2025-06-27", None),
        ("from Thursday to Monday", "2025-07-03", "2025-07-07"),
        ("since the beginning of June", "2025-06-01", None),
        ("until the end of the year", None, "2025-12-31"),
        ("the last quarter of 2024", "2024-10-01", "2024-12-31"),
        ("in the first half of 2025", "2025-01-01", "2025-06-30"),
        ("March 12-14, 2026", "2026-03-12", "2026-03-14"),
        ("older than two weeks", None, "2025-06-16"),
        ("on 27.12.2026", "2026-12-27", "2026-12-27"),
        ("due by the 15th", None, "2025-07-15"),
        ("the day after tomorrow", "2025-07-02", "2025-07-02"),
        ("invoices from May", "2025-05-01", "2025-05-31"),
        ("from May on", "2025-05-01", None),
        ("from the nineties", "1990-01-01", "1999-12-31"),
        ("within the next week", "2025-06-30", "2025-07-07"),
    ],
)
def test_a_period_is_read(said: str, first: str | None, last: str | None) -> None:
    (period,) = periods_in(said, TODAY)
    assert period.first == (date.fromisoformat(first) if first else None)
    assert period.last == (date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    "said",
    [
        "may I see the ticket",
        "the second of the two",
        "on 2025-02-30",
        "march on",
        "TKT-1001",
        "on the 3rd floor",
    ],
)
def test_what_is_no_period_is_left_alone(said: str) -> None:
    assert periods_in(said, TODAY) == []


def test_days_ahead_are_counted() -> None:
    assert [one.ahead for one in periods_in("in the next 30 days", TODAY)] == [30]


def test_without_a_day_to_count_from_only_whole_days_are_read() -> None:
    assert periods_in("since yesterday", None) == []
    assert len(periods_in("in May 2025", None)) == 1


def test_the_day_of_the_conversation_is_found() -> None:
    assert day_stated_in("You help. Today is 2025-06-30.") == TODAY
    assert day_stated_in("You help.") is None
