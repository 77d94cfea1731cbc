"""Checks the names of functions and the ids of calls and items."""

import re
from typing import Any

from itsupport.offline.service.refusals import Refusal, above_maximum_length, expect

LONGEST = 64
_NAME = re.compile(r"[a-zA-Z0-9_-]+")


def check_name(name: str, param: str) -> None:
    """The name of a function: letters, digits, `_` and `-`. Raises `Refusal`."""
    if len(name) > LONGEST:
        raise above_maximum_length("string", param, LONGEST, len(name))
    if not _NAME.fullmatch(name):
        raise Refusal(
            f"Invalid '{param}': string does not match pattern. "
            "Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
            param,
            "invalid_value",
        )


def check_call_id(call_id: str, param: str) -> None:
    """The id that joins a call and its output. Raises `Refusal`."""
    if len(call_id) > LONGEST:
        raise above_maximum_length("string", param, LONGEST, len(call_id))
    if not call_id:
        raise Refusal(
            f"Invalid '{param}': empty string. Expected a string with minimum length 1, "
            "but got an empty string instead.",
            param,
            "empty_string",
        )


def check_item_id(given: Any, prefix: str, param: str) -> None:
    """The id of an item says its type: "msg…", "fc…" or "rs…". Raises `Refusal`."""
    if given is not None and not expect(given, str, param).startswith(prefix):
        message = f"Invalid '{param}': '{given}'. Expected an ID that begins with '{prefix}'."
        raise Refusal(message, param, "invalid_value")
