"""Make the README's pictures anew: `python -m tests.browser.screenshots`.

Needs what the browser tests need. The pictures are few and small: people load them before they
decide to read on.
"""

import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from tests.browser import chromium
from tests.browser.asked_question import AskedQuestion
from tests.browser.chat_page import DESK, SHOW, TWO_TOOLS, ChatPage
from tests.browser.conftest import new_page, open_and_run
from tests.browser.lab_server import LabServer
from tests.browser.notebook_run import finished

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PICTURES = Path(__file__).parents[2] / ".github" / "pictures"
COLOURS = 256
WIRE = """
from itsupport.notebook import side_by_side
from itsupport.orchestrator import both_eras
entry = {"command": "python", "args": ["-m", "itsupport", "serve", "tickets"]}
side_by_side(both_eras({"tickets": entry}, "get_ticket_metrics", {"customer_id": "CUST-001"}))
"""
INTAKE = """
from itsupport.servers import build_server
desk = MCPOrchestrator({"intake": build_server("intake")})
"""
SMALL = ".its-chat .log { max-height: 460px }"


def main() -> int:
    """Take all pictures; 1 when there is no browser."""
    if not chromium.can_be_driven():
        print(f"✗ This {chromium.NEEDED}", file=sys.stderr)
        return 1
    from playwright.sync_api import sync_playwright

    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(
            executable_path=chromium.program(), args=list(chromium.FLAGS)
        )
        lab = LabServer(Path(folder))
        for theme in ("Light", "Dark"):
            take(browser, lab, theme)
        lab.stop()
        browser.close()
    return 0


def take(browser: "Browser", lab: LabServer, theme: str) -> None:
    """The pictures of one theme."""
    with new_page(browser, lab, f"JupyterLab {theme}") as page:
        open_and_run(page, lab, [DESK, SHOW, WIRE, INTAKE, SHOW])
        finished(page)
        page.add_style_tag(content=SMALL)
        chat(page, PICTURES / f"chat-{theme.lower()}.png")
        shot = page.locator(".its .cards").screenshot()
        save(shot, PICTURES / f"eras-{theme.lower()}.png")
        form(page, PICTURES / f"form-{theme.lower()}.png")


def chat(page: "Page", path: Path) -> None:
    """An answered question with its calls in sight."""
    chat = ChatPage(page)
    chat.timed(TWO_TOOLS)  # the first question warms everything up
    chat.clear()
    chat.timed(TWO_TOOLS)
    chat.chat.locator(".trace > summary").click()
    page.mouse.move(0, 0)
    save(chat.chat.screenshot(), path)


def form(page: "Page", path: Path) -> None:
    """A question of the intake server, half filled in."""
    chat = ChatPage(page, 1)
    chat.ask("Open a ticket for CUST-001")
    asked = AskedQuestion(chat.chat, "Please complete the ticket.")
    asked.press("Send to intake")
    asked.wait_for_text("need another look")
    asked.field("critical").check()
    asked.field("Subject").fill("Printer on fire")
    page.mouse.move(0, 0)
    save(asked.form.screenshot(), path)
    asked.press("Cancel")
    chat.wait_for("answered")


def save(shot: bytes, path: Path) -> None:
    """Fewer colours make a picture of text a third as large."""
    with Image.open(BytesIO(shot)) as image:
        image.convert("RGB").quantize(COLOURS).save(path, optimize=True)
    print(f"✓ {path.name}: {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    sys.exit(main())
