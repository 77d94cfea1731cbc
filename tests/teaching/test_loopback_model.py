"""The stand-in for a provider: any path that ends in /v1, a real client, and an end."""

import threading

import openai
import pytest

from itsupport.teaching.loopback_model import LoopbackModel


@pytest.mark.parametrize("path", ["/v1", "/openai/v1/"])
def test_the_real_client_is_answered_and_nothing_is_left(path: str) -> None:
    with (
        LoopbackModel() as stub,
        openai.OpenAI(api_key="none", base_url=stub.root + path) as client,
    ):
        reply = client.responses.create(model="a-deployment", input="Hello")
    assert reply.output_text
    assert "itsupport model" not in [thread.name for thread in threading.enumerate()]
