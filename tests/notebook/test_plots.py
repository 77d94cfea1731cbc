"""Plots of tickets, balances and warranties: what they say, also without a picture."""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from itsupport.domains import assets, billing, tickets
from itsupport.errors import SupportError
from itsupport.notebook import plot_balances, plot_tickets, plot_warranties
from itsupport.plot import Plot
from tests.notebook.hostile import EVERYTHING, HOSTILE

PLOTS: dict[str, Callable[[], Plot]] = {
    "tickets": lambda: plot_tickets(tickets.search_tickets(limit=50)),
    "balances": lambda: plot_balances(billing.calculate_outstanding_balance()),
    "warranties": lambda: plot_warranties(assets.check_warranty()),
}


def words_of(plot: Plot) -> str:
    """Every text of the drawing; fails when it is no sound XML."""
    tree = ElementTree.fromstring(plot._repr_svg_())
    kinds = {element.tag.split("}")[1] for element in tree.iter()}
    assert not kinds & {"script", "image", "a", "foreignObject"}
    return " ".join("".join(e.itertext()) for e in tree.iter() if e.tag.endswith(("text", "title")))


@pytest.mark.parametrize("name", PLOTS)
@pytest.mark.parametrize("ending", ["svg", "png"])
def test_the_same_data_give_the_same_bytes(name: str, ending: str, tmp_path: Path) -> None:
    for run in ("one", "two"):
        PLOTS[name]().save(tmp_path / f"{run}.{ending}")
    assert (tmp_path / f"one.{ending}").read_bytes() == (tmp_path / f"two.{ending}").read_bytes()


@pytest.mark.parametrize("name", PLOTS)
def test_a_plot_says_in_words_what_it_shows(name: str) -> None:
    plot = PLOTS[name]()
    drawn = plot._repr_png_()
    assert isinstance(drawn, tuple)
    assert drawn[1] == {"alt": plot.alt}
    assert plot.alt in repr(plot)
    assert plot.alt in words_of(plot)
    assert len(plot.to_frame()) > 0


def test_tickets_are_counted_by_priority_and_status() -> None:
    plot = plot_tickets(tickets.search_tickets(limit=50))
    assert plot.alt.startswith("15 tickets by priority and status: critical 4 (2 open, 2 in_progr")
    frame = plot.to_frame()
    assert list(frame.index) == ["critical", "high", "medium", "low"]
    assert int(frame.to_numpy().sum()) == 15
    assert "2 in_progress" in words_of(plot)


def test_a_search_that_shows_some_of_the_tickets_is_not_drawn_as_all() -> None:
    plot = plot_tickets(tickets.search_tickets(limit=3))
    assert plot.alt.startswith("3 of 15 tickets by priority")


def test_the_overdue_part_of_a_balance_is_told_and_no_currency_is_made_up() -> None:
    words = words_of(plot_balances(billing.calculate_outstanding_balance()))
    assert "7 customers: 35,864.73 outstanding, 2,384.35 of it overdue" in words
    assert "9,125.08, 738.34 overdue" in words
    assert "841.64, all overdue" in words
    assert not re.search("[$€£]|USD|EUR", words)


def test_a_currency_that_the_data_name_is_told() -> None:
    row = {"customer_id": "C", "outstanding": 2.0, "overdue": 1.0}
    plot = plot_balances({"count": 1, "currency": "EUR", "customers": [row]})
    assert plot.alt == "1 customer: 2.00 EUR outstanding, 1.00 EUR of it overdue"


def test_warranties_are_told_apart_by_words_and_the_last_day_still_counts() -> None:
    ends = ["2025-06-29", "2025-06-30", "2025-07-30", "2025-07-31"]
    rows = [{"asset_id": f"A{n}", "warranty_end": end} for n, end in enumerate(ends)]
    plot = plot_warranties(rows, today=date(2025, 6, 30))
    assert list(plot.to_frame()["state"]) == ["expired", "expiring", "expiring", "active"]
    words = words_of(plot)
    for told in ("expired 1 day ago", "expires today", "expiring, 30 days left", "31 days left"):
        assert told in words


def test_the_day_of_the_warranties_comes_from_the_result_or_from_the_caller() -> None:
    found = assets.check_warranty()
    assert "on 2025-06-30" in plot_warranties(found).alt
    assert "on 2026-01-01: 12 expired" in plot_warranties(found, "2026-01-01").alt
    with pytest.raises(SupportError, match="day of the time line is not known"):
        plot_warranties(assets.lookup_asset())


@pytest.mark.parametrize(
    ("plot", "error"),
    [(plot_tickets, "no tickets"), (plot_balances, "no balances"), (plot_warranties, "no warr")],
)
@pytest.mark.parametrize("wrong", [{"count": 3}, [{"a": 1}]])
def test_records_of_another_kind_are_refused(plot: Any, error: str, wrong: Any) -> None:
    more = {"today": "2025-06-30"} if plot is plot_warranties else {}
    with pytest.raises(SupportError, match=error):
        plot(wrong, **more)
    with pytest.raises(SupportError, match="no result"):
        plot("text", **more)


def test_nothing_to_plot_is_an_empty_plot() -> None:
    assert "0 tickets" in words_of(plot_tickets([]))
    assert "0 customers" in words_of(plot_balances([]))
    assert "0 machines" in words_of(plot_warranties([], "2025-06-30"))


@pytest.mark.parametrize("text", [*HOSTILE, "印刷機 🖨 broken", "_hidden", "$\\frac{1}{$"])
def test_strange_texts_are_drawn_as_they_are(text: str, tmp_path: Path) -> None:
    plots = [
        plot_tickets([{"priority": text, "status": text}]),
        plot_balances([{"customer_id": text, "outstanding": 2, "overdue": 1}]),
        plot_warranties([{"asset_id": text, "warranty_end": "2025-07-01"}], "2025-06-30"),
    ]
    for plot in plots:
        words_of(plot)
        plot.save(tmp_path / "plot.png")


def test_many_customers_and_machines_are_cut_in_the_drawing_and_not_in_the_numbers() -> None:
    owed = [{"customer_id": f"C{n}", "outstanding": n, "overdue": 0} for n in range(500)]
    machines = [{"asset_id": EVERYTHING, "warranty_end": "9999-12-31"}] * 500
    balances, warranties = plot_balances(owed), plot_warranties(machines, "0001-01-01")
    assert "the 460 smallest are not drawn" in words_of(balances)
    assert "the last 440 are not drawn" in words_of(warranties)
    assert len(balances.to_frame()) == len(warranties.to_frame()) == 500


def test_pictures_load_neither_pandas_nor_matplotlib_until_they_are_needed() -> None:
    import subprocess
    import sys

    program = (
        "import sys, itsupport.notebook as n\n"
        "n.wire_view([])\n"
        "assert not {'pandas', 'matplotlib'} & set(sys.modules)\n"
        "n.records([])\n"
        "assert 'matplotlib' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
