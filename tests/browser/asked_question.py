"""A server's question as a person sees it: in the chat, or below a cell."""

from typing import TYPE_CHECKING

from tests.browser.chat_page import MILLISECONDS

if TYPE_CHECKING:
    from playwright.sync_api import Locator


class AskedQuestion:
    """The open question that says this, somewhere in `place`."""

    def __init__(self, place: "Locator", message: str) -> None:
        self.form = place.locator(".asks[data-state=open]").filter(has_text=message).first
        self.form.wait_for(timeout=MILLISECONDS)

    def press(self, name: str) -> None:
        """Click on a button."""
        self.form.get_by_role("button", name=name).click()

    def field(self, label: str) -> "Locator":
        """The box with this label; of choices, the one to check."""
        return self.form.get_by_label(label, exact=False).first

    def wait_for_text(self, text: str) -> None:
        """Wait until it says something."""
        self.form.get_by_text(text).first.wait_for(timeout=MILLISECONDS)

    def fill_in(self) -> None:
        """Fill in the form for a ticket, except what has a default or is optional."""
        self.field("Title").fill("The printer burns")
        self.field("critical").check()
        self.field("People affected").fill("3")
        self.field("Yes").check()
