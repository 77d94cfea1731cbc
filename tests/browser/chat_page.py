"""The chat as a person sees it: where to type, what to press, what is shown, and how soon."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

MILLISECONDS = 30_000
DESK = """
from itsupport.notebook import Chat
from itsupport.orchestrator import MCPOrchestrator
desk = MCPOrchestrator()
desk.start_servers()
"""
SHOW = "chat = Chat(desk)\nchat"
TWO_TOOLS = "Which customers have both critical tickets and overdue invoices?"

# Started by the key itself; the clock stops when the page has drawn what the state stands for.
WATCH = """() => {
    const log = document.querySelector('.its-chat .log')
    const input = document.querySelector('.its-chat textarea')
    window.spent = {}
    input.addEventListener('keydown', event => {
        if (event.key !== 'Enter') return
        const start = performance.now(), spent = {}
        const turns = log.children.length
        const see = () => {
            const turn = log.children[turns]
            if (!turn) return
            const now = performance.now() - start
            spent.sign ??= now
            if (turn.querySelector('.call')) spent.call ??= now
            if (turn.dataset.state === 'answered') {
                spent.answer ??= now
                watcher.disconnect()
                window.spent = spent
            }
        }
        const watcher = new MutationObserver(() => requestAnimationFrame(see))
        watcher.observe(log, {childList: true, subtree: true, attributes: true})
    }, {capture: true, once: true})
}"""


class ChatPage:
    """The chat on a page; `place` counts the chats of the page from 0."""

    def __init__(self, page: "Page", place: int = 0) -> None:
        self.page = page
        self.chat = page.locator(".its-chat").nth(place)
        self.chat.wait_for(timeout=MILLISECONDS)
        self.input = self.chat.get_by_role("textbox", name="Your question")

    def button(self, name: str) -> "Locator":
        return self.chat.get_by_role("button", name=name)

    def turns(self, state: str = "") -> "Locator":
        """The questions of the chat, or those in a state."""
        return self.chat.locator(f".turn[data-state={state}]" if state else ".turn")

    def ask(self, question: str) -> None:
        """Type it and press Enter."""
        self.input.fill(question)
        self.input.press("Enter")

    def wait_for(self, state: str, number: int = 1) -> None:
        """Wait until this many questions are in a state."""
        self.turns(state).nth(number - 1).wait_for(timeout=MILLISECONDS)

    def clear(self) -> None:
        """Forget everything, as a person does; what still runs is stopped."""
        if self.turns().count():
            self.button("Clear").click()
            self.button("Clear all? Press again").click()
            self.turns().first.wait_for(state="detached")

    def timed(self, question: str) -> dict[str, Any]:
        """Ask; milliseconds from the key to the first sign, the first call and the answer."""
        self.input.fill(question)
        self.page.evaluate(WATCH)
        self.input.press("Enter")
        self.page.wait_for_function("() => window.spent.answer", timeout=MILLISECONDS)
        spent: dict[str, Any] = self.page.evaluate("() => window.spent")
        return spent
