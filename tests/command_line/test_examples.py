"""The example questions, asked of the real servers and the offline model."""

from itsupport.example_questions import EXAMPLE_QUESTIONS
from tests.command_line.conftest import itsupport, key_for
from tests.llm.strict_service import Raw, StrictService

EXPECTED = [
    ("search_tickets(", "TKT-1001", "TKT-1004", "TKT-1006", "TKT-1008"),
    ("get_sla_terms(", "list_customer_contacts(", "TechCorp Industries"),
    ("overdue", "INV-2002", "INV-2005", "INV-2010", "INV-2011"),
    ("search_solutions(", "KB-001"),
    ("check_warranty(", "AST-SRV-002", "AST-WKS-002", "AST-WKS-003", "AST-LAP-004"),
    ("TKT-1002", "TKT-1009", "INV-2005", "AST-SRV-002"),
    ("find_similar_tickets(", "TKT-1012", "KB-001"),
]


def test_all_questions_are_answered_from_the_servers() -> None:
    done = itsupport("examples", COLUMNS="140")
    assert (done.returncode, done.stderr) == (0, "")
    rest = done.stdout
    for number, (question, expected) in enumerate(zip(EXAMPLE_QUESTIONS, EXPECTED, strict=True), 1):
        assert f"{number}. {question}" in rest
        rest = rest.split(f"{number}. {question}")[1]
        shown = rest.split(f"\n{number + 1}. ")[0]
        assert [word for word in expected if word not in shown] == [], question
        assert "✓ " in shown
        assert "✗" not in shown
    assert "7 of 7 questions were answered by offline-selector-1." in rest


def test_a_question_that_no_server_could_answer_makes_the_exit_code_1() -> None:
    done = itsupport("examples", ITSUPPORT_DATA="no-such-folder")
    assert done.returncode == 1
    assert "0 of 7 questions were answered" in done.stdout
    assert "cannot be read" in done.stdout


def test_a_model_that_cannot_be_reached_is_said_once() -> None:
    no_key = Raw(401, {"error": {"message": "No.", "type": "x", "code": "invalid_api_key"}})
    with StrictService(*[no_key] * 3) as service:
        done = itsupport("examples", **key_for(service))
        assert len(service.requests) == 1
    assert done.returncode == 1
    assert done.stderr.startswith("✗ The model provider does not accept the key\n")
    assert "questions were answered" not in done.stdout
