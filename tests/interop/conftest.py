"""The programs of others, and our servers for them.

Without the programs every test skips; with WORKBOOK_INTEROP=required it fails.
"""

import os
from collections.abc import Iterator

import pytest

from itsupport.servers import SERVER_NAMES
from tests.interop import installed
from tests.interop.cases import SERVERS
from tests.interop.serving import addresses


@pytest.fixture(scope="session", autouse=True)
def programs_of_others() -> None:
    """Skips, or fails where they are required, when something is missing."""
    if why := installed.missing():
        end = pytest.fail if os.environ.get("WORKBOOK_INTEROP") == "required" else pytest.skip
        end(why)


@pytest.fixture(scope="session")
def http() -> Iterator[dict[str, str]]:
    """The address of every server over Streamable HTTP.

    What the intake opens is there for the tickets of the same web server: they are apart.
    """
    others = [name for name in SERVERS if name not in SERVER_NAMES]
    with addresses(SERVER_NAMES) as found, addresses(others) as more:
        yield found | more
