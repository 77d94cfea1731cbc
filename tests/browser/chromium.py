"""Find a browser of this machine that Playwright can drive; nothing is downloaded.

python -m tests.browser.chromium       # prints where it is; fails when there is none
"""

import importlib.util
import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
NEEDED = "needs a browser: pip install -r .ci/browser.txt, and chromium or chrome"
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",  # this machine and no other
)


def program() -> str | None:
    """The path of the first browser found, or nothing."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def can_be_driven() -> bool:
    """Whether both the browser and the package that drives it are here."""
    return program() is not None and importlib.util.find_spec("playwright") is not None


if __name__ == "__main__":
    print(program() or NEEDED)
    sys.exit(program() is None)
