"""The offline model as a web service, without a web server: a request goes in, an answer out.

`OfflineTransport` calls it in process, `itsupport.offline.server` over HTTP. It serves
POST /v1/responses, POST /v1/chat/completions and GET /v1/models; it keeps nothing.
"""

import json
import logging
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, NoReturn

from itsupport.offline.exchange import Exchange, Reply
from itsupport.offline.service.refusals import Refusal
from itsupport.offline.service.replies import MODEL_NAME, chat_reply, model_card, responses_reply
from itsupport.offline.service.reply_events import chat_events, responses_events
from itsupport.offline.service.requests import chat_exchange, responses_exchange
from itsupport.offline.service.strictness import check_chat, check_responses
from itsupport.offline.service.strictness.offline_limits import check_offline_limits

Engine = Callable[[Exchange], Reply]

_log = logging.getLogger(__name__)


class Answer(NamedTuple):
    """What goes back: the body is whole, or an iterator of server-sent events."""

    status: int
    headers: dict[str, str]
    body: bytes | Iterator[bytes]


def serve(
    method: str,
    path: str,
    headers: Mapping[str, str],  # noqa: ARG001 - part of a request; nothing here depends on it
    body: bytes,
    engine: Engine | None = None,
) -> Answer:
    """Answer one request. `engine` decides the reply; by default it is the offline model's."""
    try:
        return _route(method, path.rpartition("/v1")[2].rstrip("/"), body, engine)
    except Refusal as refusal:
        return refused(refusal)
    except RecursionError:
        return refused(Refusal("The request is nested too deeply."))
    except Exception:
        _log.exception("The offline model failed on %s %s", method, path)
        return refused(Refusal("The offline model had an error; see its log.", status=500))


def refused(refusal: Refusal) -> Answer:
    """A refusal as an answer. It is the same at the next try, so clients are told not to repeat."""
    answer = _json(refusal.body, refusal.status)
    return answer._replace(headers=answer.headers | {"x-should-retry": "false"})


async def one_by_one(events: Iterator[bytes]) -> AsyncIterator[bytes]:
    """The events of a streamed answer for those who wait with `async for`."""
    for event in events:
        yield event


def _route(method: str, path: str, body: bytes, engine: Engine | None) -> Answer:
    match method, path:
        case "POST", "/responses":
            return _responses(_parsed(body), engine)
        case "POST", "/chat/completions":
            return _chat(_parsed(body), engine)
        case "GET", "/models":
            return _json({"object": "list", "data": [model_card()]})
        case "GET", "/models/offline-selector-1":
            return _json(model_card())
        case _, "/responses" | "/chat/completions" | "/models":
            raise Refusal(f"Invalid method for URL ({method} /v1{path})", status=405)
    if path.startswith("/models/"):
        message = f"The model '{path[8:]}' does not exist here; there is only '{MODEL_NAME}'."
        raise Refusal(message, "model", "model_not_found", 404)
    if path.startswith("/responses/"):
        message = f"Response with id '{path[11:]}' not found: the offline model keeps none."
        raise Refusal(message, status=404)
    raise Refusal(f"Invalid URL ({method} /v1{path})", status=404)


def _responses(body: Any, engine: Engine | None) -> Answer:
    check_responses(body)
    check_offline_limits(body)
    response = responses_reply(body, _reply(responses_exchange(body), engine))
    return _events(responses_events(response)) if body.get("stream") else _json(response)


def _chat(body: Any, engine: Engine | None) -> Answer:
    check_chat(body)
    check_offline_limits(body)
    completion = chat_reply(body, _reply(chat_exchange(body), engine))
    if not body.get("stream"):
        return _json(completion)
    with_usage = (body.get("stream_options") or {}).get("include_usage") is True
    return _events(chat_events(completion, with_usage))


def _reply(exchange: Exchange, engine: Engine | None) -> Reply:
    """What the engine says, held to what the request allows and demands."""
    reply, choice = (engine or _own_engine())(exchange), exchange.tool_choice
    if choice == "none":
        return replace(reply, calls=())
    names = {tool.name for tool in exchange.tools}
    if choice not in ("auto", "required"):
        names &= {choice}
    calls = tuple(call for call in reply.calls if call.name in names)
    if choice != "auto" and not calls:
        said = reply.text.partition("\n\n")[0]
        raise Refusal(
            "The offline model has no call to make as 'tool_choice' demands: it invents no "
            f"arguments and repeats no call. {said}".strip(),
            "tool_choice",
        )
    return replace(reply, calls=calls if exchange.parallel_calls else calls[:1])


def _own_engine() -> Engine:
    from itsupport.offline.selector.engine import answer

    return answer


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Refusal("We could not parse the JSON body of your request.") from None


def _no_number(word: str) -> NoReturn:
    """NaN and Infinity are Python's idea of JSON, nobody else's."""
    raise ValueError(word)


def _json(value: dict[str, Any], status: int = 200) -> Answer:
    return Answer(status, {"content-type": "application/json"}, json.dumps(value).encode())


def _events(events: Iterator[bytes]) -> Answer:
    return Answer(200, {"content-type": "text/event-stream; charset=utf-8"}, events)
