"""What the offline model says about its choice is about the very request that it gets."""

import httpx2
import openai
import pytest

from itsupport.llm import ResponsesModel
from itsupport.offline.exchange import Exchange, Reply
from itsupport.offline.selector.engine import answer
from itsupport.offline.selector.explanation import explain
from itsupport.offline.transport import OfflineTransport
from itsupport.orchestrator import MCPOrchestrator
from itsupport.servers import SupportServer
from itsupport.teaching.tool_selection import servers_with_description, why
from tests.teaching.desks import Stubborn, desk_with


class Listener:
    """The offline model, and every request that it got."""

    def __init__(self) -> None:
        self.exchanges: list[Exchange] = []
        client = httpx2.AsyncClient(transport=OfflineTransport(self._answer))
        openai_client = openai.AsyncOpenAI(
            api_key="not-needed", base_url="http://offline.invalid/v1", http_client=client
        )
        self.model = ResponsesModel(openai_client, "offline-selector-1")

    def _answer(self, exchange: Exchange) -> Reply:
        self.exchanges.append(exchange)
        return answer(exchange)


@pytest.mark.parametrize(
    "question",
    [
        "How long did it take to resolve the tickets of CUST-004?",
        "Open TKT-1002: who is the customer, and is the machine still under warranty?",
        "Which warranties end within the next 30 days?",
        "What is TKT-9999 about?",
        "Write a poem about the sea.",
    ],
    ids=["one call", "a chain", "a day", "an error", "no tool"],
)
def test_it_explains_the_last_request_that_the_desks_offline_model_gets(question: str) -> None:
    listener = Listener()
    with desk_with(listener.model) as desk:
        desk.query(question)
        assert why(desk, question) == explain(listener.exchanges[-1])


def test_it_shows_the_chosen_tool_and_the_origin_of_its_arguments() -> None:
    with desk_with(Stubborn("get_article")) as desk:
        [wish] = why(desk, "Is AST-SRV-002 still under warranty?").wishes
    assert wish.tool == wish.scores[0].tool == "check_warranty"
    [call] = wish.calls
    assert call.made
    assert [(one.name, one.value) for one in call.arguments] == [("asset_id", "AST-SRV-002")]


def test_it_shows_what_another_description_costs() -> None:
    servers = servers_with_description("get_ticket_metrics", "Get data.")
    with MCPOrchestrator(servers) as vague, desk_with(Stubborn("get_article")) as usual:
        question = "How long did it take to resolve the tickets of CUST-004?"
        scores = [
            next(one.score for one in why(desk, question).wishes[0].scores if "metrics" in one.tool)
            for desk in (usual, vague)
        ]
    assert scores[1] < scores[0]


def test_it_leaves_the_desks_conversation_and_model_alone() -> None:
    model = Stubborn("search_tickets")
    with desk_with(model) as desk:
        why(desk, "Is AST-SRV-002 still under warranty?")
        assert model.lengths == []
        desk.query("And now?")
    assert model.lengths[0] == 1


def test_it_calls_tools_whose_names_a_model_cannot_be_told() -> None:
    def opening_hours(city: str) -> dict[str, str]:
        """Tell when the office in a city is open."""
        return {"city": city, "opening_hours": "9 to 5"}

    opening_hours.__name__ = "office.opening_hours"
    with MCPOrchestrator({"office": SupportServer("office", [opening_hours])}) as desk:
        [wish] = why(desk, "When is the office in Cleveland open?").wishes
    [call] = wish.calls
    assert call.made
    assert call.arguments[0].value == "Cleveland"
