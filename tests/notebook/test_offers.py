"""The picture of resources and prompts: what it shows, and that nothing in it runs."""

from typing import Any

import pytest
from mcp.server import MCPServer

from itsupport.notebook import offer_map
from itsupport.orchestrator import MCPOrchestrator
from itsupport.servers import build_server
from tests.notebook.hostile import HOSTILE, shown_text
from tests.orchestrator.conftest import ScriptedModel


@pytest.fixture(autouse=True)
def _own_box(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITSUPPORT_TOOLBOX", str(tmp_path / "box"))


def test_resources_templates_and_prompts_stand_in_one_table() -> None:
    servers = {name: build_server(name) for name in ("tickets", "toolbox")}
    with MCPOrchestrator(servers, ScriptedModel()) as desk:
        picture = offer_map(desk)
    lines = str(picture).splitlines()
    assert lines[0] == "2 resources, 1 template, 3 prompts"
    assert lines[1].split() == ["server", "kind", "name", "what", "it", "is"]
    assert lines[2].startswith("toolbox  resource  toolbox://capabilities ")
    assert "file_operation(operation, name, [text])" in str(picture)
    seen = shown_text(picture._repr_html_())
    assert "toolbox://files/{name}" in seen
    assert "Read, save or replace a file" in seen


def test_a_desk_that_offers_nothing_says_so() -> None:
    with MCPOrchestrator({"tickets": build_server("tickets")}, ScriptedModel()) as desk:
        assert str(offer_map(desk)) == "0 resources, 0 templates, 0 prompts"


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_server_says_of_its_offers_is_shown_and_not_run(text: str) -> None:
    server: MCPServer[Any] = MCPServer("odd", log_level="WARNING")
    server.prompt(name=text or "x", description=text)(lambda: "hi")
    with MCPOrchestrator({"odd": server}, ScriptedModel()) as desk:
        shown_text(offer_map(desk)._repr_html_())
        assert "\x1b" not in str(offer_map(desk))
