"""Every lesson in a real JupyterLab, run as a class runs it: open it, Run → Run All Cells."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.lab_server import LabServer
from tests.browser.notebook_cells import diagrams, error_texts, failures
from tests.browser.notebook_run import finished, pictures, ready, run_all, shown_in_red, wide_parts
from tests.notebooks.refresh import lessons

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.stem)
def test_run_all_runs_every_cell_of_a_lesson_and_draws_its_diagrams(
    lesson: Path, lab: LabServer, page: "Page"
) -> None:
    page.goto(lab.page(lesson.name))
    ready(page)
    run_all(page)
    cells = finished(page)
    assert failures(cells) == []
    assert pictures(page, diagrams(cells)) == (diagrams(cells), 0)
    assert shown_in_red(page, error_texts(cells)) == error_texts(cells)
    assert wide_parts(page) == []


@pytest.mark.parametrize(
    ("theme", "is_light"), [("JupyterLab Light", "true"), ("JupyterLab Dark", "false")]
)
def test_the_first_lesson_opens_without_asking_for_a_kernel(
    theme: str, is_light: str, lab: LabServer, page: "Page"
) -> None:
    page.goto(lab.page("00_start_here.ipynb"))
    ready(page)
    assert page.locator(".jp-Dialog").count() == 0
    assert page.locator("body").get_attribute("data-jp-theme-light") == is_light
