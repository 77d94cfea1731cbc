"""The programs of others, and our servers for them.

Without the programs every test skips; with WORKBOOK_INTEROP=required it fails.
"""

import os
from collections.abc import Iterator

import pytest

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
    """The address of every server over Streamable HTTP."""
    with addresses(SERVERS) as found:
        yield found
