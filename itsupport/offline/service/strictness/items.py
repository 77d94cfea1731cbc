"""Checks the input of the Responses API: messages, function calls and their outputs."""

from typing import Any

from itsupport.offline.service.refusals import (
    Refusal,
    expect,
    invalid_value,
    members,
    not_empty,
    only,
    required,
)
from itsupport.offline.service.strictness.names import check_call_id, check_item_id, check_name

_ROLES = ("assistant", "system", "developer", "user")
_PREFIXES = {
    "message": "msg",
    "function_call": "fc",
    "function_call_output": "fc",
    "reasoning": "rs",
}
_OTHER_CONTENT = ("input_image", "input_file", "input_audio", "image_url", "file", "audio")
_MEMBERS = {
    "message": members("type role content id status phase"),
    "function_call": members("type call_id name arguments id status namespace caller async"),
    "function_call_output": members("type call_id output id status name namespace caller"),
    "reasoning": members("type id summary content encrypted_content status"),
}


def check_items(given: Any) -> None:
    """Check the `input` of a request: a text, or a list of items. Raises `Refusal`."""
    if isinstance(given, str):
        return
    items = expect(given, list, "input")
    not_empty(items, "input")
    for index, item in enumerate(items):
        _check_item(expect(item, dict, f"input[{index}]"), f"input[{index}]")
    _refuse_twins(items)
    _check_pairs(items)
    _check_reasoning(items)


def kind(item: dict[str, Any]) -> str:
    """The type of an item; a message may leave it out."""
    return str(item.get("type", "message" if "role" in item else ""))


def _check_item(item: dict[str, Any], path: str) -> None:
    if kind(item) == "item_reference":
        raise Refusal(
            f"Item with id '{item.get('id')}' not found. Items are not persisted when `store` is "
            "set to false. Remove this item from your input.",
            "input",
            status=404,
        )
    if kind(item) not in _MEMBERS:
        raise invalid_value(f"{path}.type", item.get("type"), tuple(_MEMBERS))
    only(item, _MEMBERS[kind(item)], path)
    check_item_id(item.get("id"), _PREFIXES[kind(item)], f"{path}.id")
    match kind(item):
        case "message":
            _check_message(item, path)
        case "function_call":
            check_call_id(required(item, "call_id", str, path), f"{path}.call_id")
            check_name(required(item, "name", str, path), f"{path}.name")
            required(item, "arguments", str, path)
        case "function_call_output":
            check_call_id(required(item, "call_id", str, path), f"{path}.call_id")
            check_content(item.get("output"), f"{path}.output", ("input_text",))
        case "reasoning":
            required(item, "id", str, path)
            required(item, "summary", list, path)


def _check_message(item: dict[str, Any], path: str) -> None:
    if required(item, "role", str, path) not in _ROLES:
        raise invalid_value(f"{path}.role", item["role"], _ROLES)
    said = item["role"] == "assistant"
    parts = ("output_text", "refusal") if said else ("input_text",)
    check_content(item.get("content"), f"{path}.content", parts)


def check_content(content: Any, path: str, parts: tuple[str, ...]) -> None:
    """Content is a text or a list of text parts."""
    if isinstance(content, str):
        return
    if content is None:
        raise Refusal(f"Missing required parameter: '{path}'.", path, "missing_required_parameter")
    for index, part in enumerate(expect(content, list, path)):
        part = expect(part, dict, f"{path}[{index}]")
        form = part.get("type")
        if form in _OTHER_CONTENT:
            message = f"Invalid content type. {form} is only supported by certain models."
            raise Refusal(message, f"{path}[{index}].type")
        if form not in parts:
            raise invalid_value(f"{path}[{index}].type", form, parts)
        text = "refusal" if part["type"] == "refusal" else "text"
        required(part, text, str, f"{path}[{index}]")


def _refuse_twins(items: list[dict[str, Any]]) -> None:
    seen: set[tuple[str, str]] = set()
    for index, item in enumerate(items):
        marks = [("id", item.get("id"))]
        if kind(item) in ("function_call", "function_call_output"):
            marks.append((kind(item), item["call_id"]))
        for name, value in marks:
            if value is not None and (name, str(value)) in seen:
                message = f"Duplicate item found with id {value}. Remove duplicate items."
                raise Refusal(message, f"input[{index}]", "duplicate_item")
            seen.add((name, str(value)))


def _check_pairs(items: list[dict[str, Any]]) -> None:
    """Every call has its output, and every output comes after its call."""
    open_calls: dict[str, None] = {}
    for item in items:
        if kind(item) == "function_call":
            open_calls[item["call_id"]] = None
        elif kind(item) == "function_call_output" and item["call_id"] not in open_calls:
            call_id = item["call_id"]
            message = f"No tool call found for function call output with call_id {call_id}."
            raise Refusal(message, "input")
        elif kind(item) == "function_call_output":
            del open_calls[item["call_id"]]
    for call_id in open_calls:
        raise Refusal(f"No tool output found for function call {call_id}.", "input")


def _check_reasoning(items: list[dict[str, Any]]) -> None:
    """A thought goes back together with what the model said or called next."""
    for item, following in zip(items, [*items[1:], {}], strict=True):
        said = kind(following) in ("reasoning", "function_call")
        if kind(item) == "reasoning" and not (said or following.get("role") == "assistant"):
            raise Refusal(
                f"Item '{item['id']}' of type 'reasoning' was provided without its required "
                "following item.",
                "input",
            )
