"""A real browser and a real JupyterLab, started once for this folder and ended with it.

A test asks for `notebook_page` and gives it cells, or for `page` and `lab` to open a lesson. It
chooses a theme with `@pytest.mark.parametrize("theme", ["JupyterLab Dark"])`. Without a browser
every test skips; with WORKBOOK_BROWSER=required it fails. A failed test says where its screenshot
is.
"""

import os
import tempfile
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import chromium
from tests.browser.lab_server import LabServer
from tests.browser.notebook_run import ready, run_all

AT_A_RESTART = "Canceled future for create_subshell_request message before replies were done"
"""JupyterLab says so of its own request when a kernel ends before it has answered."""

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page


@pytest.fixture(scope="package")
def browser() -> "Iterator[Browser]":
    """Ends with this folder, because Playwright's event loop would disturb the tests of others."""
    if not chromium.can_be_driven():
        end = pytest.fail if os.environ.get("WORKBOOK_BROWSER") == "required" else pytest.skip
        end(chromium.NEEDED)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.program(), args=list(chromium.FLAGS)
        )
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def lab(browser: "Browser", tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabServer]:
    """JupyterLab in a copy of the lessons. Fails at its end when it leaves a process behind."""
    server = LabServer(tmp_path_factory.mktemp("lab"))
    yield server
    assert server.stop() == []


@pytest.fixture
def theme() -> str:
    return "JupyterLab Light"


@pytest.fixture
def page(browser: "Browser", lab: LabServer, theme: str) -> "Iterator[Page]":
    """An empty page that remembers nothing. Fails at its end when the browser complained."""
    with new_page(browser, lab, theme) as page:
        yield page


@pytest.fixture
def notebook_page(page: "Page", lab: LabServer) -> "Callable[[Sequence[str]], Page]":
    """Write a notebook with these code cells, open it, start “Run All Cells”, return the page.

    Returns while the cells run; `notebook_run.finished(page)` waits for them.
    """
    return lambda sources: open_and_run(page, lab, sources)


@contextmanager
def new_page(browser: "Browser", lab: LabServer, theme: str) -> "Iterator[Page]":
    """A page in a theme; at its end the kernels end, and the browser must not have complained."""
    lab.folder.set("apputils-extension/themes", {"theme": theme})
    context = browser.new_context(viewport={"width": 1300, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.extend(complaint(message)))
    page.on("pageerror", lambda problem: complaints.append(str(problem)))
    yield page
    context.close()
    lab.end_kernels()
    ours = [one for one in complaints if AT_A_RESTART not in one]
    assert ours == [], "\n".join(ours)


def open_and_run(page: "Page", lab: LabServer, sources: Sequence[str]) -> "Page":
    """Open a new notebook with these cells and start it."""
    page.goto(lab.page(lab.folder.write(sources)))
    ready(page)
    run_all(page)
    return page


def complaint(message: "ConsoleMessage") -> list[str]:
    """What the console shows in red."""
    return [f"{message.text} {message.location}"] if message.type == "error" else []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Function, call: object
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep what a failed test saw, and name the file."""
    report = yield
    page = item.funcargs.get("page") or item.funcargs.get("one_page")
    if report.failed and report.when == "call" and page:
        folder = Path(tempfile.mkdtemp(prefix="workbook-"))
        report.sections.append(("Screenshot", screenshot(page, folder / "screenshot.png")))
    return report


def screenshot(page: "Page", path: Path) -> str:
    """Save what the page shows; return where, or why not."""
    from playwright.sync_api import Error

    try:
        page.screenshot(path=path)
    except Error as problem:
        return f"There is none: {problem}"
    return str(path)
