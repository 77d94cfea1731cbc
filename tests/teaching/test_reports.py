"""Reports, comparisons, scoreboards and plots, as a notebook shows them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from itsupport.errors import SupportError
from itsupport.llm import offline_model
from itsupport.orchestrator import MCPOrchestrator
from itsupport.servers import build_server
from itsupport.teaching.tool_selection import (
    Report,
    compare,
    intents_from,
    run,
    scoreboard,
    servers_with_description,
)
from tests.orchestrator.conftest import ScriptedModel
from tests.teaching.desks import Reader, Stubborn, desk_with

INTENTS = intents_from(
    [
        {
            "name": "tickets | cases",
            "tools": ["search_tickets"],
            "variations": [
                {"ask": "Which <b>tickets</b> are open?"},
                {"ask": "All cases, $5 each?"},
            ],
        },
        {"name": "warranty", "tools": ["check_warranty"], "variations": [{"ask": "Warranties?"}]},
    ]
)
SOLVED = intents_from(
    [{"name": "solved", "tools": ["search_tickets"], "variations": [{"ask": "quokka troubles"}]}]
)


def stubborn_report(tool: str, model: str = "stubborn") -> Report:
    with desk_with(Stubborn(tool)) as desk:
        return Report(model, run(desk, INTENTS).outcomes)


def reader_report(description: str) -> Report:
    servers = servers_with_description("search_tickets", description)
    with MCPOrchestrator(servers, Reader()) as desk:
        return run(desk, SOLVED)


def test_rates_are_counted_by_intent_and_over_all() -> None:
    report = stubborn_report("search_tickets")
    assert {name: str(rate) for name, rate in report.rates.items()} == {
        "tickets | cases": "2 of 2",
        "warranty": "0 of 1",
    }
    assert (str(report.rate), report.rate.percent) == ("2 of 3", "66 %")
    assert repr(report) == "<Report on stubborn: 2 of 3 passed>"


def test_a_report_shows_its_rates_and_every_failure_with_its_reasons() -> None:
    shown = stubborn_report("search_tickets")._repr_markdown_()
    assert "**2 of 3 passed** (66 %) · stubborn" in shown
    assert r"| tickets \| cases | ✓ 2 of 2 |" in shown
    assert "| warranty | ✗ 0 of 1 |" in shown
    assert "| warranty | Warranties? | check\\_warranty was not called<br>search\\_tickets" in shown
    assert "which is not expected | search\\_tickets() |" in shown
    assert "rules" not in shown


def test_text_of_a_report_cannot_become_markup() -> None:
    shown = stubborn_report("check_warranty")._repr_markdown_()
    assert r"Which \<b\>tickets\</b\> are open?" in shown
    assert r"\$5 each" in shown


def test_the_offline_models_score_says_that_it_measures_rules() -> None:
    with desk_with(offline_model()) as desk:
        report = run(desk, INTENTS)
    assert "This score measures rules, not a language model" in report._repr_markdown_()


def test_a_report_is_a_frame_with_a_row_per_variation() -> None:
    frame = stubborn_report("search_tickets").to_pandas()
    assert list(frame.columns) == ["intent", "question", "passed", "calls", "reasons"]
    assert list(frame["passed"]) == [True, True, False]
    assert list(frame["calls"]) == ["search_tickets()"] * 3
    assert frame["reasons"][2].startswith(
        "check_warranty was not called; search_tickets was called"
    )


def test_two_models_stand_side_by_side_with_what_they_differ_on() -> None:
    comparison = compare(
        stubborn_report("search_tickets", "a"), stubborn_report("check_warranty", "b")
    )
    shown = comparison._repr_markdown_()
    assert "| intent | a | b |" in shown
    assert "| warranty | ✗ 0 of 1 | ✓ 1 of 1 |" in shown
    assert "| Warranties? | ✗ failed: `search_tickets` | ✓ passed: `check_warranty` |" in shown
    frame = comparison.to_pandas()
    assert frame.loc["warranty", "b"] == 1.0
    assert list(frame.index) == ["tickets | cases", "warranty", "all"]
    assert repr(comparison) == "<Comparison: a 2 of 3, b 1 of 3>"


def test_models_that_do_the_same_differ_on_nothing() -> None:
    same = compare(stubborn_report("search_tickets", "a"), stubborn_report("search_tickets", "b"))
    assert same.differences == []
    assert "They differ on no question." in same._repr_markdown_()


def test_reports_that_cannot_be_compared_are_refused() -> None:
    report = stubborn_report("search_tickets")
    with pytest.raises(SupportError, match="needs reports on two models"):
        compare(report, report)
    with pytest.raises(SupportError, match="not on the same questions"):
        compare(report, Report("other", report.outcomes[:2]))
    with pytest.raises(SupportError, match="not on the same questions"):
        scoreboard(report, Report("stubborn", report.outcomes[:2]))


def test_another_description_changes_what_models_read_and_nothing_else() -> None:
    servers = servers_with_description("search_tickets", "Find quokkas.")
    with MCPOrchestrator(servers, ScriptedModel()) as desk, desk_with(ScriptedModel()) as usual:
        old = {tool["name"]: tool for tool in usual.get_available_tools()}
        new = {tool["name"]: tool for tool in desk.get_available_tools()}
        found = desk.call_tool("search_tickets", {"priority": "critical"})
        assert found == usual.call_tool("search_tickets", {"priority": "critical"})
        with pytest.raises(SupportError, match="search_tickets cannot be called like this"):
            desk.call_tool("search_tickets", {"priorty": "critical"})
    assert new.pop("search_tickets") == old.pop("search_tickets") | {"description": "Find quokkas."}
    assert new == old
    assert servers["tickets"].instructions == build_server("tickets").instructions


def test_a_description_for_a_tool_that_nobody_has_gets_the_near_miss() -> None:
    with pytest.raises(SupportError, match="Did you mean 'search_tickets'"):
        servers_with_description("search_ticket", "Find quokkas.")


def test_a_scoreboard_shows_which_questions_got_other_tools() -> None:
    before, after = reader_report("Find tickets."), reader_report("Find quokka troubles.")
    board = scoreboard(before, after)
    shown = board._repr_markdown_()
    assert repr(board) == "<Scoreboard: 0 of 1 before, 1 of 1 after>"
    assert "| intent | before | after |" in shown
    assert "| solved | ✗ 0 of 1 | ✓ 1 of 1 |" in shown
    assert "| quokka troubles | ✗ failed: " in shown
    assert "✓ passed: `search_tickets` |" in shown


def test_a_scoreboard_without_a_change_says_so() -> None:
    report = reader_report("Find tickets.")
    assert "The same tools were called for every" in scoreboard(report, report)._repr_markdown_()


@pytest.mark.parametrize(("ending", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_a_plot_is_written_and_the_same_bytes_every_time(
    ending: str, start: bytes, tmp_path: Path
) -> None:
    report = stubborn_report("search_tickets")
    comparison = compare(report, Report("$other$ & <model>", report.outcomes))
    for name in ("one", "two"):
        comparison.plot().save(tmp_path / f"{name}.{ending}")
    one = (tmp_path / f"one.{ending}").read_bytes()
    assert one.startswith(start)
    assert one == (tmp_path / f"two.{ending}").read_bytes()


def test_a_plot_is_shown_where_svg_is_not() -> None:
    drawn = stubborn_report("search_tickets").plot()._repr_png_()
    assert drawn.startswith(b"\x89PNG")
    assert int.from_bytes(drawn[16:20], "big") == 864  # pixels, as wide as the SVG


def test_every_bar_of_a_plot_says_its_rate_and_its_model() -> None:
    drawn = stubborn_report("search_tickets").plot()._repr_svg_()
    assert "2/2  stubborn" in drawn
    assert "0/1  stubborn" in drawn


@pytest.mark.parametrize("name", ["plot.pdf", "plot", "missing/plot.png"])
def test_a_plot_that_cannot_be_written_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(SupportError, match=r"cannot (hold a plot|be written)"):
        stubborn_report("search_tickets").plot().save(tmp_path / name)


def test_matplotlib_is_loaded_for_a_plot_and_not_before() -> None:
    code = """
import sys
from itsupport.teaching import tool_selection
report = tool_selection.Report("nobody", ())
report._repr_markdown_()
assert "matplotlib" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ.copy(), timeout=60)
