"""What a learner does with a notebook in JupyterLab, and what the page shows while it runs."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

MILLISECONDS = 120_000
READY = """() => window.jupyterapp?.shell.currentWidget?.sessionContext
    ?.session?.kernel?.status === 'idle'"""
FINISHED = """() => {
    const {content, sessionContext} = jupyterapp.shell.currentWidget
    const status = sessionContext.session?.kernel?.status ?? 'dead'
    const code = [...content.model.cells].filter(
        cell => cell.type === 'code' && cell.sharedModel.source.trim())
    const broken = code.some(cell => !cell.getMetadata('tags')?.includes('raises-exception')
        && cell.outputs.toJSON().some(output => output.output_type === 'error'))
    const running = code.some(cell => cell.executionState === 'running')
    const unrun = code.some(cell => cell.executionCount === null)
    return status === 'dead' || (status === 'idle' && !running && (broken || !unrun))
}"""
RUNNING = """() => [...jupyterapp.shell.currentWidget.content.model.cells]
    .filter(cell => cell.executionState === 'running').map(cell => cell.id)"""
CELLS = "() => jupyterapp.shell.currentWidget.content.model.toJSON().cells"
DRAWN = """wanted => {
    const shown = [...document.querySelectorAll('.jp-RenderedMermaid')]
    return shown.length >= wanted && shown.every(one => one.classList.contains('jp-mod-warning')
        || one.querySelector('svg') || one.querySelector('img')?.naturalWidth)
}"""
IN_RED = "[data-mime-type='application/vnd.jupyter.stderr']"
SHOWN_IN_RED = "([selector, wanted]) => document.querySelectorAll(selector).length >= wanted"
TOO_WIDE = """() => [...document.querySelectorAll('html, .jp-WindowedPanel-outer, .jp-Cell')]
    .filter(part => part.scrollWidth > part.clientWidth + 1)
    .map(part => `${part.className || part.tagName}: ${part.scrollWidth} > ${part.clientWidth}`)"""

Cell = dict[str, Any]
"""A cell as a notebook file has it."""


def ready(page: "Page") -> None:
    """Wait until the notebook is open and its kernel has nothing to do."""
    page.wait_for_function(READY, timeout=MILLISECONDS)


def run_all(page: "Page") -> None:
    """Choose Run → Run All Cells. Returns while the cells run."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def finished(page: "Page") -> list[Cell]:
    """Wait until all cells have run, or one failed that was not meant to; return all cells."""
    if not wait(page, FINISHED, timeout=MILLISECONDS):
        raise AssertionError(f"Still running: {page.evaluate(RUNNING)}")
    cells: list[Cell] = page.evaluate(CELLS)
    return cells


def pictures(page: "Page", wanted: int) -> tuple[int, int]:
    """Wait for this many diagrams; return how many are pictures, and how many are error texts."""
    wait(page, DRAWN, arg=wanted)
    shown = page.locator(".jp-RenderedMermaid")
    wrong = page.locator(".jp-RenderedMermaid.jp-mod-warning")
    return shown.filter(has=page.locator("img, svg")).count(), wrong.count()


def shown_in_red(page: "Page", wanted: int) -> int:
    """Wait for this many outputs that are shown as errors; return how many there are."""
    wait(page, SHOWN_IN_RED, arg=[IN_RED, wanted])
    return page.locator(IN_RED).count()


def wide_parts(page: "Page") -> list[str]:
    """The page, the notebook or a cell, where one has to be scrolled sideways to be read."""
    parts: list[str] = page.evaluate(TOO_WIDE)
    return parts


def wait(page: "Page", condition: str, **options: Any) -> bool:
    """Wait until this is so, or long enough: what is missing then is for the caller to name."""
    from playwright import sync_api

    with suppress(sync_api.TimeoutError):
        page.wait_for_function(condition, **options)
        return True
    return False
