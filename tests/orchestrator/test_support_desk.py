"""The whole road: five stdio servers, the offline model, and the questions of the workbook."""

from collections.abc import Iterator
from typing import Any

import pytest

from itsupport.domains.billing import calculate_outstanding_balance
from itsupport.dual_mode import plain
from itsupport.llm import offline_model
from itsupport.orchestrator import Answer, MCPOrchestrator
from itsupport.servers import build_server

Call = tuple[str, dict[str, Any]]


@pytest.fixture(scope="module")
def running() -> Iterator[MCPOrchestrator]:
    with MCPOrchestrator() as desk:
        yield desk


@pytest.fixture
def desk(running: MCPOrchestrator) -> MCPOrchestrator:
    running.new_conversation()
    return running


def made(answer: Answer) -> list[Call]:
    """The calls, without the limit on results, which is a matter of taste."""
    return [
        (call.tool, {k: v for k, v in call.arguments.items() if k != "limit"})
        for call in answer.calls
    ]


CASES: list[tuple[str, list[Call], list[str]]] = [
    (
        "What are the critical tickets, and who are the customers?",
        [
            ("search_tickets", {"priority": "critical"}),
            ("lookup_customer", {"customer_id": "CUST-001"}),
            ("lookup_customer", {"customer_id": "CUST-003"}),
            ("lookup_customer", {"customer_id": "CUST-006"}),
        ],
        ["TKT-1001", "TKT-1004", "TKT-1006", "TKT-1008", "TechCorp", "Northgate", "Alpine"],
    ),
    (
        "Show me all critical tickets with ids, subjects and status",
        [("search_tickets", {"priority": "critical"})],
        ["TKT-1001", "Blue screen on Windows after a driver update", "in_progress"],
    ),
    (
        "Who is CUST-001, and what are their SLA terms and contacts?",
        [
            ("lookup_customer", {"customer_id": "CUST-001"}),
            ("get_sla_terms", {"customer_id": "CUST-001"}),
            ("list_customer_contacts", {"customer_id": "CUST-001"}),
        ],
        ["TechCorp Industries", "premium", "Dana Whitfield"],
    ),
    (
        "Which invoices are overdue, and what are the outstanding balances?",
        [
            ("check_payment_status", {"status": "overdue"}),
            ("calculate_outstanding_balance", {}),
        ],
        ["INV-2002", "INV-2005", "INV-2010", "INV-2011", "35,864.73"],
    ),
    (
        "Which warranties have expired or expire in the next 30 days?",
        [
            ("check_warranty", {"status": "expired"}),
            ("check_warranty", {"expires_within_days": 30}),
        ],
        ["AST-SRV-002", "AST-WKS-003", "AST-LAP-004", "AST-WKS-002"],
    ),
    (
        "Which customers have both critical tickets and overdue invoices?",
        [
            ("search_tickets", {"priority": "critical"}),
            ("check_payment_status", {"status": "overdue"}),
            ("lookup_customer", {"customer_id": "CUST-001"}),
            ("lookup_customer", {"customer_id": "CUST-006"}),
        ],
        ["TechCorp Industries", "Alpine Outfitters", "2 customers"],
    ),
]


@pytest.mark.parametrize(("question", "calls", "facts"), CASES, ids=[case[0] for case in CASES])
def test_a_question_gets_the_right_calls_and_facts(
    desk: MCPOrchestrator, question: str, calls: list[Call], facts: list[str]
) -> None:
    answer = desk.query(question)
    assert made(answer) == calls
    for fact in facts:
        assert fact in answer.text
    assert "no language model was used" in answer.text


def test_articles_about_blue_screens_are_found(desk: MCPOrchestrator) -> None:
    answer = desk.query("Find articles about Windows blue screens")
    assert [call.tool for call in answer.calls] == ["search_solutions"]
    assert "KB-001" in answer.text


def test_everything_about_a_customer_comes_from_three_servers(desk: MCPOrchestrator) -> None:
    answer = desk.query("Tell me everything about CUST-002: tickets, invoices and assets")
    assert {call.server for call in answer.calls} >= {"tickets", "billing", "assets"}
    assert all(call.arguments.get("customer_id") == "CUST-002" for call in answer.calls)
    for fact in ("TKT-1002", "TKT-1009", "INV-2004", "INV-2005", "AST-SRV-002", "AST-LAP-004"):
        assert fact in answer.text


def test_similar_tickets_lead_to_an_article_that_helps(desk: MCPOrchestrator) -> None:
    answer = desk.query(
        "Which tickets are similar to TKT-1001, and is there an article that helps?"
    )
    assert ("find_similar_tickets", {"ticket_id": "TKT-1001"}) in made(answer)
    assert {call.server for call in answer.calls} >= {"tickets", "knowledge"}
    assert "TKT-1012" in answer.text
    assert "KB-001" in answer.text


def test_a_sum_over_premium_customers_is_exact_and_a_follow_up_knows_them(
    desk: MCPOrchestrator,
) -> None:
    answer = desk.query("What is the total outstanding for premium customers?")
    rows = plain(calculate_outstanding_balance())["customers"]
    premium = {"CUST-001", "CUST-003", "CUST-007"}
    total = sum(round(row["outstanding"] * 100) for row in rows if row["customer_id"] in premium)
    assert f"{total / 100:,.2f}" in answer.text

    follow_up = desk.query("and their invoices?")

    assert {call.server for call in follow_up.calls} == {"billing"}
    for invoice in ("INV-2002", "INV-2003", "INV-2007", "INV-2014"):
        assert invoice in follow_up.text


def test_the_same_call_is_the_same_directly_and_through_the_desk(desk: MCPOrchestrator) -> None:
    assert desk.call_tool("calculate_outstanding_balance") == calculate_outstanding_balance()


def test_a_question_that_no_tool_serves_makes_no_call(desk: MCPOrchestrator) -> None:
    answer = desk.query("Write a poem about printers")
    assert answer.calls == ()
    assert answer.rounds == 1


def test_tools_come_in_three_styles(desk: MCPOrchestrator) -> None:
    plain_tools = desk.get_available_tools()
    responses, chat = desk.get_available_tools("responses"), desk.get_available_tools("chat")
    assert len(plain_tools) == len(responses) == len(chat) == 20
    assert plain_tools[0]["inputSchema"]["additionalProperties"] is False
    assert responses[0]["strict"] is True
    assert chat[0]["function"]["name"] == plain_tools[0]["name"]
    assert sorted(set(desk.tool_to_server.values())) == [
        "assets",
        "billing",
        "customers",
        "knowledge",
        "tickets",
    ]


def test_where_nobody_can_be_asked_the_form_has_all_that_was_said() -> None:
    servers = {"intake": build_server("intake"), "tickets": build_server("tickets")}
    with MCPOrchestrator(servers, offline_model()) as desk:
        answer = desk.query(
            "Open a ticket for CUST-001: printer on fire, priority high, category printing."
        )
    (asking, refused), (form, given) = made(answer)
    assert (asking, form) == ("create_ticket_v2", "create_ticket")
    assert given == refused
    assert (answer.calls[1].result or {})["missing"] == []
