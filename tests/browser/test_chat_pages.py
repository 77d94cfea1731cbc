"""The chat on pages of its own: shown twice, loaded anew, in both themes."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pytest

from tests.browser.chat_page import DESK, SHOW, TWO_TOOLS, ChatPage
from tests.browser.lab_server import LabServer
from tests.browser.notebook_run import finished

if TYPE_CHECKING:
    from playwright.sync_api import Page

NotebookPage = Callable[[Sequence[str]], "Page"]

PICTURES = """
from itsupport.errors import SupportError
from itsupport.notebook import error_card, server_map
display(server_map(desk))
error_card(SupportError("Lost", "Gone.", suggested_actions=["Look."], retryable=True))
"""

COUNT_SAVED_FILES = """() => {
    const click = HTMLAnchorElement.prototype.click
    window.saved = []
    HTMLAnchorElement.prototype.click = function () { saved.push(this.download); click.call(this) }
}"""

# Text needs 4.5 : 1, the edge of what is filled in 3 : 1; a colour may let its ground through.
CONTRAST = """() => {
    const style = (element, part) => getComputedStyle(element, part)
    const numbers = colour => colour.match(/[\\d.]+/g).map(Number)
    const over = ([r, g, b, a = 1], ground) => [r, g, b].map((v, i) => v * a + ground[i] * (1 - a))
    const ground = element => element
        ? over(numbers(style(element).backgroundColor), ground(element.parentElement))
        : [255, 255, 255]
    const light = colour => {
        const [x, y, z] = colour.map(v => v / 255).map(
            v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        return 0.2126 * x + 0.7152 * y + 0.0722 * z
    }
    const low = (name, element, colour, enough) => {
        const behind = ground(element)
        const pair = [over(numbers(colour), behind), behind].map(light)
        const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05)
        return ratio < enough ? [[name, ratio]] : []
    }
    const seen = [...document.querySelectorAll('.its-chat *, .its .picture *')]
        .filter(one => !one.disabled && one.offsetParent)
    const filled = seen.filter(one => one.matches(
        'textarea, select, input:not([type=radio], [type=checkbox])'))
    return [
        ...seen.filter(one => [...one.childNodes].some(
            node => node.nodeType === 3 && node.textContent.trim()))
            .flatMap(one => low(one.textContent.trim().slice(0, 40), one, style(one).color, 4.5)),
        ...filled.flatMap(one => low('placeholder', one, style(one, '::placeholder').color, 4.5)),
        ...filled.flatMap(one => low('edge', one.parentElement, style(one).borderTopColor, 3)),
    ]
}"""


def test_a_chat_shown_twice_has_one_history_saves_one_file_and_survives_a_reload(
    notebook_page: NotebookPage,
) -> None:
    page = notebook_page([DESK, SHOW, "chat"])
    finished(page)
    first, second = ChatPage(page), ChatPage(page, 1)
    first.ask(TWO_TOOLS)
    second.wait_for("answered")
    page.evaluate(COUNT_SAVED_FILES)
    with page.expect_download():
        second.button("Export").click()
    assert page.evaluate("window.saved") == ["conversation.md"], "the other one saves none"
    page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    page.reload()
    again = ChatPage(page, 1)
    again.wait_for("answered")
    again.ask("and their invoices?")
    again.wait_for("answered", 2)


def test_a_restarted_kernel_is_told_and_nothing_pretends_to_work(
    notebook_page: NotebookPage,
) -> None:
    page = notebook_page([DESK, SHOW])
    finished(page)
    chat = ChatPage(page)
    page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    chat.chat.get_by_text("The kernel was restarted or has ended").wait_for()
    assert chat.button("Send").is_disabled()
    chat.input.fill("hello?")
    chat.input.press("Enter")
    assert chat.turns().count() == 0


def test_a_question_that_a_busy_kernel_has_not_taken_says_so_and_is_answered_later(
    notebook_page: NotebookPage,
) -> None:
    page = notebook_page([DESK, SHOW, "print('busy')\nimport time; time.sleep(8)"])
    page.locator(".jp-OutputArea-output").filter(has_text="busy").wait_for()
    chat = ChatPage(page)
    chat.ask(TWO_TOOLS)
    chat.chat.get_by_text("The kernel has not taken it yet").wait_for()
    chat.wait_for("answered")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_everything_can_be_read_in_both_themes(notebook_page: NotebookPage) -> None:
    page = notebook_page([DESK, PICTURES, SHOW])
    finished(page)
    chat = ChatPage(page)
    assert page.locator(".its .picture .problem").count() == 1
    assert chat.page.evaluate(CONTRAST) == []
    chat.ask("Show ticket TKT-9999")
    chat.wait_for("answered")
    chat.chat.locator(".trace > summary").click()
    chat.chat.locator(".call > summary").first.click()
    assert chat.page.evaluate(CONTRAST) == []


def test_a_chat_whose_kernel_has_ended_shows_what_the_readme_explains(
    notebook_page: NotebookPage, lab: LabServer
) -> None:
    page = notebook_page([DESK, SHOW])
    finished(page)
    page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    lab.end_kernels()
    page.add_init_script("console.error = () => {}")  # the widgets' own words, also in the console
    page.reload()
    page.get_by_text("Error displaying widget: model not found").wait_for()
