"""How the model of the environment reaches its provider: proxies, retries, broken settings."""

import pytest

from itsupport.errors import SupportError
from itsupport.llm import ModelError, ModelReply, UserMessage, model_from_environment
from itsupport.offline.exchange import Reply
from tests.llm.strict_service import KEY, Raw, StrictService

NAMES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR")
AGAIN = {"x-should-retry": "true", "retry-after-ms": "1"}
HELLO = [UserMessage("Hello")]


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_MODEL", "m")
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)


@pytest.mark.anyio
@pytest.mark.parametrize("api", ["responses", "chat"])
async def test_a_proxy_does_not_see_calls_to_this_machine(
    monkeypatch: pytest.MonkeyPatch, api: str
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ITSUPPORT_API", api)
    with StrictService(Reply("Hi.")) as service:
        monkeypatch.setenv("OPENAI_BASE_URL", service.url)
        model = model_from_environment()
        replies = [piece async for piece in model.reply("", HELLO, [])]
        await model.close()
    assert isinstance(replies[-1], ModelReply)
    assert replies[-1].text == "Hi."


@pytest.mark.anyio
async def test_a_provider_elsewhere_is_reached_through_the_proxy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://models.example/v1")
    with StrictService() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url.removesuffix("/v1"))
        model = model_from_environment()
        with pytest.raises(ModelError):
            await anext(model.reply("", HELLO, []))
        await model.close()
    assert proxy.headers[0]["host"] == "models.example"


@pytest.mark.anyio
async def test_a_passing_fault_is_tried_again_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    with StrictService(Raw(500, {}, AGAIN), Raw(429, {}, AGAIN), Reply("Hi.")) as service:
        monkeypatch.setenv("OPENAI_BASE_URL", service.url)
        model = model_from_environment()
        replies = [piece async for piece in model.reply("", HELLO, [])]
        await model.close()
    assert replies[0] == "Hi."
    assert len(service.requests) == 3


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALL_PROXY", "socks9://127.0.0.1:1"),
        ("HTTPS_PROXY", "http://[::1"),
        ("SSL_CERT_FILE", "/there/is/no/such/file.pem"),
    ],
)
def test_network_settings_that_cannot_be_used_are_a_clear_error(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SupportError, match="network settings"):
        model_from_environment()


def test_broken_network_settings_do_not_stop_the_offline_model(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    monkeypatch.setenv("ALL_PROXY", "socks9://127.0.0.1:1")
    monkeypatch.setenv("SSL_CERT_FILE", "/there/is/no/such/file.pem")
    assert model_from_environment().name == "offline-selector-1"
