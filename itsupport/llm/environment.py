"""Chooses the model that the environment names; with nothing set, the offline model.

OPENAI_API_KEY, OPENAI_MODEL, OPENAI_BASE_URL and ITSUPPORT_API; an empty value counts as unset.
A key that is set is used, right or wrong: there is no silent way back to the offline model.
"""

import os
from typing import TYPE_CHECKING, Any

from itsupport.errors import SupportError, did_you_mean
from itsupport.llm.addresses import checked_address, is_azure, is_loopback, is_openai, shown
from itsupport.llm.chat_completions import ChatCompletionsModel
from itsupport.llm.conversation import Model
from itsupport.llm.responses import ResponsesModel

if TYPE_CHECKING:
    from openai import AsyncOpenAI

DEFAULT_MODEL = "gpt-6-luna"
OPENAI_URL = "https://api.openai.com/v1"
APIS: dict[str, type[ResponsesModel] | type[ChatCompletionsModel]] = {
    "responses": ResponsesModel,
    "chat": ChatCompletionsModel,
}
_SECONDS = 60.0
_LOCAL_SECONDS = 300.0  # a laptop takes minutes to read twenty schemas
_RETRIES = 2


def model_from_environment() -> Model:
    """The model that the environment variables name. Raises `SupportError` when they disagree."""
    if not _setting("OPENAI_API_KEY") and not _setting("OPENAI_BASE_URL"):
        return offline_model(_api())
    return _model_of_a_service(_setting("OPENAI_MODEL"))


def model_named(name: str) -> Model:
    """The model of this name, at the service that the environment names.

    The offline model's name means the offline model, whatever else is set. Raises `SupportError`
    for another name when no service is set: nothing else answers in its place.
    """
    from itsupport.offline.service.replies import MODEL_NAME

    if name == MODEL_NAME:
        return offline_model(_api())
    if not _setting("OPENAI_API_KEY") and not _setting("OPENAI_BASE_URL"):
        raise _no_service(name, MODEL_NAME)
    return _model_of_a_service(name)


def _api() -> str:
    return _setting("ITSUPPORT_API").lower() or "responses"


def _model_of_a_service(name: str) -> Model:
    key, api = _setting("OPENAI_API_KEY"), _setting("ITSUPPORT_API").lower()
    if api and api not in APIS:
        raise _wrong_api(api)
    url = checked_address(_setting("OPENAI_BASE_URL") or OPENAI_URL)
    _check_key(key, url)
    if not name and not is_openai(url):
        raise _no_name(url)
    own = "responses" if is_openai(url) or is_azure(url) else "chat"
    return APIS[api or own](_client(key or "not-needed", url), name or DEFAULT_MODEL)


def offline_model(api: str = "responses") -> Model:
    """The embedded model behind the real `openai` client; `api` is "responses" or "chat"."""
    import openai

    from itsupport.offline.service.replies import MODEL_NAME
    from itsupport.offline.transport import OfflineTransport

    if api not in APIS:
        raise _wrong_api(api)
    inside = openai.DefaultAsyncHttpx2Client(transport=OfflineTransport(), trust_env=False)
    client = openai.AsyncOpenAI(
        api_key="not-needed", base_url="http://offline.invalid/v1", http_client=inside
    )
    return APIS[api](client, MODEL_NAME)


def _client(key: str, url: str) -> "AsyncOpenAI":
    """One client, kept. A proxy named by the environment must not see calls to this machine."""
    import httpx2
    import openai

    from itsupport.llm.any_loop import AnyLoopClient

    local = is_loopback(url)
    timeout = httpx2.Timeout(_LOCAL_SECONDS if local else _SECONDS, connect=10.0)
    straight = {"trust_env": False} if local else {}
    try:
        http_client = AnyLoopClient(timeout=timeout, **straight)
    except (ImportError, OSError, ValueError, httpx2.InvalidURL) as problem:
        raise _no_way_out(str(problem)) from None
    return openai.AsyncOpenAI(
        api_key=key, base_url=url, timeout=timeout, max_retries=_RETRIES, http_client=http_client
    )


def _setting(name: str) -> str:
    """Without the quotation marks that `set NAME="value"` of Windows leaves around it."""
    value = os.environ.get(name, "").strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1].strip() if quoted else value


def _check_key(key: str, url: str) -> None:
    if not key and (is_openai(url) or is_azure(url)):
        raise SupportError(
            "OPENAI_API_KEY is not set",
            f"{shown(url)} answers only with a key.",
            suggested_actions=["Set OPENAI_API_KEY.", "Unset OPENAI_BASE_URL to work offline."],
        )
    if not (key.isascii() and key.isprintable()) or set(key) & set(" \"'"):
        raise SupportError(
            "OPENAI_API_KEY is not a key",
            "A key has no blanks, quotation marks or accents; this one has.",
            suggested_actions=["Copy the key again, without anything around it."],
        )


def _no_name(url: str) -> SupportError:
    return SupportError(
        "OPENAI_MODEL is not set",
        f"OPENAI_BASE_URL is {shown(url)}, and only OpenAI's own service has a default model here.",
        suggested_actions=[
            "Set OPENAI_MODEL to a model that this service has, such as qwen3:8b.",
            "On Azure it is the name of your deployment.",
        ],
    )


def _no_service(name: str, offline_name: str) -> SupportError:
    return SupportError(
        f"Nothing is set that could answer as model {name}",
        "Neither OPENAI_API_KEY nor OPENAI_BASE_URL is set.",
        suggested_actions=[
            *did_you_mean(name, [offline_name]),
            "Set OPENAI_API_KEY, or OPENAI_BASE_URL for another service.",
            f"The model that needs neither is called {offline_name}.",
        ],
    )


def _no_way_out(reason: str) -> SupportError:
    return SupportError(
        "The network settings of the environment cannot be used",
        reason,
        suggested_actions=[
            "Check HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, SSL_CERT_FILE and SSL_CERT_DIR.",
            "Unset OPENAI_API_KEY to work offline.",
        ],
    )


def _wrong_api(api: Any) -> SupportError:
    return SupportError(
        f"ITSUPPORT_API is {api!r}, which is not an API",
        "It is 'responses' or 'chat'.",
        suggested_actions=did_you_mean(api, APIS) or ["Unset it to get the usual one."],
    )
