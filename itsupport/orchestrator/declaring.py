"""Whether a request may say that somebody can be asked: only when somebody is there.

A client of the 2025 era says once, in its handshake, what it can do; one of the 2026 era says it in
every request. So the same connection can carry a call with a person behind it and one without.
"""

from mcp.shared.message import SessionMessage
from mcp.types import CLIENT_CAPABILITIES_META_KEY, JSONRPCRequest


def without_elicitation(item: SessionMessage) -> SessionMessage:
    """The message, without the word "elicitation" among the capabilities that it declares."""
    message = item.message
    if not isinstance(message, JSONRPCRequest):
        return item
    params = dict(message.params or {})
    if message.method == "initialize":
        params["capabilities"] = _without(params.get("capabilities"))
    elif CLIENT_CAPABILITIES_META_KEY in (meta := dict(params.get("_meta") or {})):
        meta[CLIENT_CAPABILITIES_META_KEY] = _without(meta[CLIENT_CAPABILITIES_META_KEY])
        params["_meta"] = meta
    else:
        return item
    kept = JSONRPCRequest(jsonrpc="2.0", id=message.id, method=message.method, params=params)
    return SessionMessage(kept, metadata=item.metadata)


def _without(capabilities: object) -> dict[str, object]:
    kept = dict(capabilities) if isinstance(capabilities, dict) else {}
    kept.pop("elicitation", None)
    return kept
