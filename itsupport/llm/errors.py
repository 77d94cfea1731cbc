"""Why a model could not answer, in words that say what to do next.

Made from what the `openai` client raises; keys never appear in it. This leaves out the retries:
the client has made them before any of these is raised.
"""

import logging
import re
from typing import Any

from itsupport.errors import SupportError
from itsupport.llm.addresses import is_loopback, shown
from itsupport.llm.status_errors import USUAL_END, explain_status

_log = logging.getLogger(__name__)
_KEY_LIKE = re.compile(r"\b(sk|sess|Bearer)[-_ ][\w*.\-]{4,}")
_OWN_WORDS = 300


class ModelError(SupportError):
    """The model could not answer. The connections to the MCP servers are not affected."""

    @property
    def out_of_reach(self) -> bool:
        """Whether the service refused or was silent, as it would be to the next question, too."""
        return "address" in self.envelope["context"]


def model_error(problem: Exception, model: str, client: Any) -> ModelError:
    """The readable form of what `client` (an `openai` client) raised while asking `model`."""
    import openai

    address = shown(str(client.base_url))
    match problem:
        case ModelError():
            return problem
        case _ if client.is_closed():
            return _closed(model)
        case openai.APITimeoutError():
            return _timed_out(model, address)
        case openai.APIConnectionError():
            return _not_reached(model, address)
        case openai.APIStatusError():
            return _refused(problem, model, address, client.api_key)
        case openai.APIError():
            said = masked(problem.message, client.api_key)
            return broke_off(model, f"The provider said: {said}")
        case _:
            _log.debug("What %s sent could not be read", address, exc_info=problem)
            return nonsense(model, address)


def masked(text: str, key: str = "") -> str:
    """The text without the key, or anything that looks like one, and not longer than a card."""
    if len(key) >= 4:
        text = text.replace(key, "[key]")
    text = _KEY_LIKE.sub("[key]", " ".join(text.split()))
    return text if len(text) <= _OWN_WORDS else f"{text[: _OWN_WORDS - 1]}…"


def broke_off(model: str, reason: str) -> ModelError:
    """The answer began and did not end as an answer."""
    return ModelError(
        f"Model {model} broke off its answer",
        reason,
        suggested_actions=["Ask again."],
        retryable=True,
        context={"model": model},
    )


def nonsense(model: str, address: str) -> ModelError:
    """What came back is not what the API promises."""
    return ModelError(
        f"The answer of model {model} cannot be read",
        f"What {address} sends is not the answer of an OpenAI-compatible service.",
        suggested_actions=[
            USUAL_END,
            "Set ITSUPPORT_API=chat (or responses) if the service offers only that API.",
        ],
        context={"model": model, "address": address},
    )


def _closed(model: str) -> ModelError:
    return ModelError(
        f"Model {model} was closed",
        "Its connections were ended with close(), and it opens no others.",
        suggested_actions=["Make the model again, and a desk with it."],
        context={"model": model},
    )


def _timed_out(model: str, address: str) -> ModelError:
    return ModelError(
        f"Model {model} did not answer in time",
        f"Nothing came from {address}, after the usual retries.",
        suggested_actions=["Ask again in a moment.", "Try a smaller or faster model."],
        retryable=True,
        context={"model": model, "address": address},
    )


def _not_reached(model: str, address: str) -> ModelError:
    local = is_loopback(address)
    advice = f"Is your local model server running at {address}?"
    return ModelError(
        f"Model {model} cannot be reached",
        f"There is no connection to {address}.",
        suggested_actions=[
            advice if local else "Check the network, the proxy and OPENAI_BASE_URL.",
            "Unset OPENAI_API_KEY and OPENAI_BASE_URL to use the offline model.",
        ],
        retryable=True,
        context={"model": model, "address": address},
    )


def _own_words(problem: Any) -> str:
    """The provider's message without the client's frame around it, where there is one."""
    body = problem.body
    said = body.get("message") if isinstance(body, dict) else None
    return said if isinstance(said, str) else str(problem.message)


def _refused(problem: Any, model: str, address: str, key: str) -> ModelError:
    """An answer with a status of 400 or more."""
    said = masked(_own_words(problem), key)
    error, advice, retryable = explain_status(
        problem.status_code, problem.code or "", said, model, address
    )
    return ModelError(
        error,
        f"{address} answered {problem.status_code}: {said}",
        suggested_actions=advice,
        retryable=retryable,
        context={"model": model, "address": address, "status": problem.status_code},
    )
