"""Checks the parameters that are one value each: their JSON types, ranges and words."""

from typing import Any

from itsupport.offline.service.refusals import (
    Refusal,
    above_maximum_length,
    expect,
    invalid_value,
    members,
    only,
)

_TYPES: dict[type, frozenset[str]] = {
    bool: members("background logprobs parallel_tool_calls store stream"),
    str: members("instructions previous_response_id prompt_cache_key safety_identifier user"),
    dict: members("logit_bias metadata reasoning response_format stream_options text"),
    list: members("include modalities"),
    int: members("seed"),
}
_RANGES: dict[str, tuple[type, float, float]] = {
    "temperature": (float, 0, 2),
    "top_p": (float, 0, 1),
    "presence_penalty": (float, -2, 2),
    "frequency_penalty": (float, -2, 2),
    "n": (int, 1, 128),
    "top_logprobs": (int, 0, 20),
    "max_tokens": (int, 1, 2**31),
    "max_completion_tokens": (int, 1, 2**31),
    "max_output_tokens": (int, 16, 2**31),
}
_WORDS = {
    "truncation": ("auto", "disabled"),
    "verbosity": ("low", "medium", "high"),
    "prompt_cache_retention": ("in_memory", "24h"),
}
_MOST_METADATA = 16
_LONGEST_METADATA = 512


def check_values(body: dict[str, Any]) -> None:
    """Raises `Refusal` for the first value that cannot be one. Null is a value left out."""
    for kind, names in _TYPES.items():
        for name in sorted(names & body.keys()):
            if body[name] is not None:
                expect(body[name], kind, name)
    for name, (kind, lowest, highest) in _RANGES.items():
        if body.get(name) is not None:
            _check_range(name, body[name], kind, lowest, highest)
    for name, words in _WORDS.items():
        if body.get(name) is not None and body[name] not in words:
            raise invalid_value(name, body[name], words)
    _check_metadata(body.get("metadata") or {})


def check_stream_options(body: dict[str, Any], known: frozenset[str]) -> None:
    """They need a stream. Raises `Refusal`."""
    options = body.get("stream_options")
    if options is None:
        return
    if not body.get("stream"):
        message = "The 'stream_options' parameter is only allowed when 'stream' is enabled."
        raise Refusal(message, "stream_options")
    only(options, known, "stream_options")
    for name, value in options.items():
        expect(value, bool, f"stream_options.{name}")


def _check_range(name: str, value: Any, kind: type, lowest: float, highest: float) -> None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    number = value if whole else expect(value, kind, name)
    word = "integer" if kind is int else "decimal"
    for bound, side, code, sign in (
        (lowest, "below minimum", "below_min", ">="),
        (highest, "above maximum", "above_max", "<="),
    ):
        if number < bound if sign == ">=" else number > bound:
            raise Refusal(
                f"Invalid '{name}': {word} {side} value. "
                f"Expected a value {sign} {bound}, but got {number} instead.",
                name,
                f"{word}_{code}_value",
            )


def _check_metadata(metadata: dict[str, Any]) -> None:
    if len(metadata) > _MOST_METADATA:
        raise above_maximum_length("object", "metadata", _MOST_METADATA, len(metadata))
    for name, value in metadata.items():
        text, param = expect(value, str, f"metadata.{name}"), f"metadata.{name}"
        if len(text) > _LONGEST_METADATA:
            raise above_maximum_length("string", param, _LONGEST_METADATA, len(text))
