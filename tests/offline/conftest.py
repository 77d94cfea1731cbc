"""Clients whose model is the hotel's desk."""

from collections.abc import Iterator

import httpx2
import openai
import pytest

from itsupport.offline import OfflineTransport
from tests.offline.hotel import Desk


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def client(desk: Desk) -> Iterator[openai.OpenAI]:
    """A plain client; what the engine saw is in `desk.seen`."""
    wire = httpx2.Client(transport=OfflineTransport(desk))
    with openai.OpenAI(api_key="none", http_client=wire, max_retries=0) as client:
        yield client
