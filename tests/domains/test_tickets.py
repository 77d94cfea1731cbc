"""The ticket tools, called in Python: filters, ranking, likeness, details."""

from typing import Any

import pytest

from itsupport.domains.ticket_records import Ticket
from itsupport.domains.tickets import find_similar_tickets, get_ticket_details, search_tickets
from itsupport.errors import SupportError


def ids(**filters: Any) -> list[str]:
    return [ticket["ticket_id"] for ticket in search_tickets(limit=50, **filters)["tickets"]]


def every_ticket() -> list[Ticket]:
    return [get_ticket_details(ticket_id) for ticket_id in ids()]


@pytest.mark.parametrize("field", ["status", "priority", "category", "os", "customer_id"])
def test_each_exact_filter_gives_exactly_the_tickets_with_that_value(field: str) -> None:
    for value in sorted({str(ticket[field]) for ticket in every_ticket()}):  # type: ignore[literal-required]
        expected = {t["ticket_id"] for t in every_ticket() if t[field] == value}  # type: ignore[literal-required]
        assert set(ids(**{field: value})) == expected != set()


def test_without_a_query_the_most_urgent_come_first_then_the_newest() -> None:
    assert ids(priority="critical") == ["TKT-1004", "TKT-1006", "TKT-1008", "TKT-1001"]
    urgency = ["critical", "high", "medium", "low"]
    given = [urgency.index(ticket["priority"]) for ticket in search_tickets()["tickets"]]
    assert given == sorted(given)


def test_filters_combine_with_and() -> None:
    assert ids(customer_id="CUST-001", priority="critical", status="open") == ["TKT-1001"]
    assert ids(query="blue screen", status="resolved", os="windows") == ["TKT-1012"]
    assert ids(tag="update", assigned_to="marco", created_after="2025-06-29") == ["TKT-1006"]


def test_a_technician_is_found_by_a_part_of_the_name_in_any_case() -> None:
    assert ids(assigned_to="pRiYa") == ids(assigned_to="Priya Raman") != []


def test_unassigned_finds_the_tickets_that_nobody_works_on() -> None:
    assert ids(assigned_to="unassigned") == ["TKT-1009", "TKT-1013"]
    assert get_ticket_details("TKT-1009")["assigned_to"] is None


@pytest.mark.parametrize("name", ["Ned", "Ed", "Sig"])
def test_a_short_name_is_not_found_in_the_word_unassigned(name: str) -> None:
    found = search_tickets(assigned_to=name)["tickets"]
    assert all(name.lower() in (ticket["assigned_to"] or "").lower() for ticket in found)


def test_a_tag_is_compared_whole_and_in_any_case() -> None:
    assert ids(tag="Blue-Screen") == ["TKT-1001", "TKT-1012"]
    assert ids(tag="blue") == []


def test_both_days_of_a_period_are_included() -> None:
    assert ids(created_after="2025-06-27", created_before="2025-06-27") == ["TKT-1001"]
    assert ids(created_after="2025-06-28", created_before="2025-06-29") == ["TKT-1006", "TKT-1008"]
    assert ids(created_before="2024-12-08") == ["TKT-1011"]


def test_a_period_that_ends_before_it_begins_is_refused_with_the_days_exchanged() -> None:
    with pytest.raises(SupportError, match="ends before it begins") as problem:
        search_tickets(created_after="2025-06-30", created_before="2025-06-01")
    assert "created_after=2025-06-01" in problem.value.envelope["suggested_actions"][0]


def test_count_is_what_is_given_and_total_what_was_found() -> None:
    result = search_tickets(os="windows", limit=3)
    assert (result["count"], len(result["tickets"]), result["total"]) == (3, 3, 7)
    assert result["filters"] == {"os": "windows"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("blue screens", ["TKT-1012", "TKT-1001"]),
        ("printers", ["TKT-1005", "TKT-1013"]),
        ("VPN", ["TKT-1003"]),
        ("disk is full", ["TKT-1002", "TKT-1014"]),
        ("kernel panics", ["TKT-1006"]),
        ("TKT-1007", ["TKT-1007"]),
        ("tickets with ransomware", ["TKT-1008"]),
    ],
)
def test_a_query_finds_tickets_by_the_words_of_the_trouble(query: str, expected: list[str]) -> None:
    assert ids(query=query) == expected


def test_a_query_gives_falling_scores_and_the_words_that_matched() -> None:
    found = search_tickets(query="blue screens")["tickets"]
    assert [ticket["matched_words"] for ticket in found] == [["blue", "screens"]] * 2
    assert 1 > found[0]["score"] >= found[1]["score"] > 0.5


def test_a_filter_narrows_a_query_and_never_adds_to_it() -> None:
    for status in ("open", "in_progress", "waiting", "resolved", "closed"):
        assert set(ids(query="update on Windows", status=status)) <= set(
            ids(query="update on Windows")
        )


def test_an_empty_search_is_a_result_that_says_what_to_leave_out() -> None:
    result = search_tickets(priority="critical", status="closed")
    assert (result["count"], result["total"], result["tickets"]) == (0, 0, [])
    assert result["hint"] == [
        "Without status='closed' the search finds 4.",
        "Without priority='critical' the search finds 2.",
    ]


@pytest.mark.parametrize(
    ("filters", "near_miss"),
    [
        ({"assigned_to": "Pryia"}, "Did you mean 'Priya'?"),
        ({"tag": "blue-scren"}, "Did you mean 'blue-screen'?"),
        ({"query": "ransomwear"}, "Did you mean 'ransomware'"),
    ],
)
def test_a_misspelt_word_finds_nothing_but_its_near_miss(
    filters: dict[str, str], near_miss: str
) -> None:
    result = search_tickets(**filters)  # type: ignore[arg-type]
    assert result["count"] == 0
    assert near_miss in " ".join(result["hint"])


def test_the_similar_ticket_of_a_blue_screen_is_the_other_blue_screen_and_says_why() -> None:
    first = find_similar_tickets("TKT-1001")["tickets"][0]
    assert first["ticket_id"] == "TKT-1012"
    assert set(first["reasons"]) >= {
        "same article: KB-001",
        "shared tags: blue-screen, driver, stop-code",
        "same system: windows",
    }
    assert any(reason.startswith("shared words: ") for reason in first["reasons"])


def test_tickets_about_the_same_machine_are_similar() -> None:
    reasons = {t["ticket_id"]: t["reasons"] for t in find_similar_tickets("TKT-1008")["tickets"]}
    assert "same machine: AST-WKS-003" in reasons["TKT-1014"]


@pytest.mark.parametrize("ticket_id", [f"TKT-{number}" for number in range(1001, 1016)])
def test_similar_tickets_are_others_with_falling_scores_and_reasons(ticket_id: str) -> None:
    found = find_similar_tickets(ticket_id, limit=50)["tickets"]
    scores = [ticket["score"] for ticket in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < ticket["score"] <= 1 and ticket["reasons"] for ticket in found)
    assert ticket_id not in [ticket["ticket_id"] for ticket in found]


def test_a_ticket_like_no_other_has_no_similar_tickets_and_a_hint() -> None:
    result = find_similar_tickets("TKT-1015")
    assert (result["count"], result["tickets"]) == (0, [])
    assert result["hint"] != []


@pytest.mark.parametrize("tool", [get_ticket_details, find_similar_tickets])
def test_an_unknown_ticket_is_an_error_that_helps(tool: Any) -> None:
    with pytest.raises(SupportError, match="Ticket TKT-9999 not found") as problem:
        tool("TKT-9999")
    envelope = problem.value.envelope
    assert envelope["retryable"]
    assert envelope["follow_up_tools"] == ["search_tickets"]
    assert "TKT-1009" in envelope["suggested_actions"][0]
    assert envelope["context"] == {"ticket_id": "TKT-9999"}


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        ({"priority": "criticl"}, "Did you mean 'critical'?"),
        ({"prioriti": "high"}, "Did you mean 'priority'?"),
        ({"customer_id": "customer 1"}, "Write customer_id like 'CUST-001'."),
        ({"customer_id": "CUST-2"}, "Did you mean 'CUST-002'?"),
        ({"customer_id": "CUST-999"}, "lookup_customer"),
        ({"created_after": "2025-02-30"}, "Write created_after like"),
    ],
)
def test_a_wrong_argument_is_refused_with_advice(arguments: dict[str, Any], advice: str) -> None:
    with pytest.raises(SupportError) as problem:
        search_tickets(**arguments)
    assert advice in " ".join(problem.value.envelope["suggested_actions"])


@pytest.mark.parametrize("limit", [0, 51, "5", True])
def test_a_limit_that_is_no_number_from_1_to_50_is_refused(limit: Any) -> None:
    with pytest.raises(SupportError, match="limit"):
        search_tickets(limit=limit)


def test_results_are_copies_that_may_be_changed() -> None:
    details = get_ticket_details("TKT-1001")
    details["tags"].clear()
    details["history"][0]["note"] = "changed"
    search_tickets(query="blue screen")["tickets"][0]["tags"].clear()
    again = get_ticket_details("TKT-1001")
    assert again["tags"]
    assert again["history"][0]["note"] != "changed"
    assert ids(tag="blue-screen") == ["TKT-1001", "TKT-1012"]
