"""Which model the environment names, and what is said when it names none that can be."""

import os
import subprocess
import sys
from typing import Any

import pytest

from itsupport.errors import SupportError
from itsupport.llm import (
    ChatCompletionsModel,
    ModelError,
    ResponsesModel,
    UserMessage,
    model_from_environment,
)
from itsupport.offline.exchange import Reply
from tests.llm.strict_service import KEY, StrictService

LOCAL = "http://localhost:11434/v1"
AZURE = "https://desk.openai.azure.com/openai/v1/"
NAMES = ("OPENAI_API_KEY", "OPENAI_MODEL", "OPENAI_BASE_URL", "ITSUPPORT_API")


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def model_of(monkeypatch: pytest.MonkeyPatch, **settings: str) -> Any:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    return model_from_environment()


def refusal(monkeypatch: pytest.MonkeyPatch, **settings: str) -> str:
    with pytest.raises(SupportError) as caught:
        model_of(monkeypatch, **settings)
    assert KEY not in str(caught.value)
    return str(caught.value)


def test_nothing_set_is_the_offline_model(monkeypatch: pytest.MonkeyPatch) -> None:
    model = model_of(monkeypatch)
    assert isinstance(model, ResponsesModel)
    assert model.name == "offline-selector-1"


def test_empty_values_count_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    model = model_of(monkeypatch, **dict.fromkeys(NAMES, " "))
    assert model.name == "offline-selector-1"


def test_the_offline_model_speaks_either_api(monkeypatch: pytest.MonkeyPatch) -> None:
    model = model_of(monkeypatch, ITSUPPORT_API="chat")
    assert isinstance(model, ChatCompletionsModel)
    assert model.name == "offline-selector-1"


@pytest.mark.parametrize(
    ("settings", "kind", "name", "url"),
    [
        ({}, ResponsesModel, "gpt-6-luna", "https://api.openai.com/v1/"),
        ({"OPENAI_BASE_URL": ""}, ResponsesModel, "gpt-6-luna", "https://api.openai.com/v1/"),
        (
            {"OPENAI_MODEL": "gpt-5-mini"},
            ResponsesModel,
            "gpt-5-mini",
            "https://api.openai.com/v1/",
        ),
        (
            {"ITSUPPORT_API": "Chat"},
            ChatCompletionsModel,
            "gpt-6-luna",
            "https://api.openai.com/v1/",
        ),
        (
            {"OPENAI_BASE_URL": "https://eu.api.openai.com/v1"},
            ResponsesModel,
            "gpt-6-luna",
            "https://eu.api.openai.com/v1/",
        ),
        ({"OPENAI_BASE_URL": AZURE, "OPENAI_MODEL": "desk"}, ResponsesModel, "desk", AZURE),
        (
            {"OPENAI_BASE_URL": LOCAL, "OPENAI_MODEL": "qwen3:8b"},
            ChatCompletionsModel,
            "qwen3:8b",
            f"{LOCAL}/",
        ),
        (
            {"OPENAI_BASE_URL": LOCAL, "OPENAI_MODEL": "qwen3:8b", "ITSUPPORT_API": "responses"},
            ResponsesModel,
            "qwen3:8b",
            f"{LOCAL}/",
        ),
    ],
)
def test_a_key_leads_to_the_api_that_the_address_speaks(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], kind: Any, name: str, url: str
) -> None:
    model = model_of(monkeypatch, OPENAI_API_KEY=KEY, **settings)
    assert isinstance(model, kind)
    assert model.name == name
    assert str(model._client.base_url) == url
    assert model._client.api_key == KEY


@pytest.mark.parametrize("mark", ['"', "'"])
def test_quotation_marks_that_windows_leaves_around_a_setting_are_taken_off(
    monkeypatch: pytest.MonkeyPatch, mark: str
) -> None:
    given = {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": LOCAL, "OPENAI_MODEL": "qwen3:8b"}
    quoted = {name: f"{mark}{value}{mark}" for name, value in given.items()}
    model = model_of(monkeypatch, **quoted)
    assert (model._client.api_key, model.name) == (KEY, "qwen3:8b")
    assert str(model._client.base_url) == f"{LOCAL}/"


def test_a_local_server_needs_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    model = model_of(monkeypatch, OPENAI_BASE_URL=LOCAL, OPENAI_MODEL="qwen3:8b")
    assert model._client.api_key == "not-needed"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"ITSUPPORT_API": "respones"}, "Did you mean 'responses'?"),
        ({"OPENAI_API_KEY": KEY, "ITSUPPORT_API": "grpc"}, "It is 'responses' or 'chat'."),
        ({"OPENAI_BASE_URL": LOCAL}, "OPENAI_MODEL is not set"),
        ({"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": AZURE}, "name of your deployment"),
        ({"OPENAI_BASE_URL": "https://api.openai.com/v1"}, "OPENAI_API_KEY is not set"),
        ({"OPENAI_BASE_URL": AZURE, "OPENAI_MODEL": "desk"}, "OPENAI_API_KEY is not set"),
        ({"OPENAI_BASE_URL": "localhost:11434", "OPENAI_MODEL": "m"}, "not a web address"),
        ({"OPENAI_BASE_URL": "http://h:port/v1", "OPENAI_MODEL": "m"}, "not a web address"),
        ({"OPENAI_BASE_URL": KEY, "OPENAI_MODEL": "m"}, "not a web address"),
        ({"OPENAI_API_KEY": f"“{KEY}”"}, "is not a key"),
        ({"OPENAI_API_KEY": f"{KEY}\n{KEY}"}, "is not a key"),
        ({"OPENAI_API_KEY": f'"{KEY}'}, "is not a key"),
        ({"OPENAI_API_KEY": f"'{KEY}"}, "is not a key"),
    ],
)
def test_settings_that_cannot_be_are_clear_errors(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], said: str
) -> None:
    assert said in refusal(monkeypatch, **settings)


@pytest.mark.anyio
async def test_a_wrong_key_is_an_error_and_not_a_way_to_the_offline_model(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with StrictService(Reply("Hi.")) as service:
        settings = {"OPENAI_BASE_URL": service.url, "OPENAI_MODEL": "m"}
        model = model_of(monkeypatch, OPENAI_API_KEY="sk-wrong-0000", **settings)
        with pytest.raises(ModelError, match="does not accept the key"):
            await anext(model.reply("", [UserMessage("Hello")], []))
        await model.close()


def test_importing_the_package_does_not_import_the_client() -> None:
    code = (
        "import itsupport.llm, sys; print({'openai', 'httpx2', 'mcp', 'pandas'} & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ
    )
    assert run.stdout.strip() == "set()"
