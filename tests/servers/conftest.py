"""Every test starts with a desk to which nothing was added."""

from collections.abc import Iterator

import pytest

from itsupport import record_store


@pytest.fixture(autouse=True)
def nothing_added() -> Iterator[None]:
    record_store.forget()
    yield
    record_store.forget()
