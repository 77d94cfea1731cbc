"""What strict mode on Azure cannot say moves from a schema's keywords into its description.

Azure refuses a strict schema that has one of these keywords. Source: Microsoft Learn, "Structured
outputs", section "Unsupported type-specific keywords". The server still checks every call.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from itsupport.llm.addresses import is_azure
from itsupport.llm.conversation import ToolDefinition
from itsupport.llm.strict_schemas import strict_schema

_TOLD = {
    "pattern": "Form: {}",
    "format": "Format: {}",
    "minimum": "At least {}",
    "maximum": "At most {}",
    "exclusiveMinimum": "More than {}",
    "exclusiveMaximum": "Less than {}",
    "multipleOf": "A multiple of {}",
    "minLength": "At least {} characters",
    "maxLength": "At most {} characters",
    "minItems": "At least {} of them",
    "maxItems": "At most {} of them",
}
_GROUPS = ("properties", "$defs", "definitions")


def as_taken_at(url: str, tools: Sequence[ToolDefinition]) -> Sequence[ToolDefinition]:
    """The tools as they are, or on Azure with schemas that its strict mode takes."""
    if not is_azure(url):
        return tools
    return [
        replace(tool, input_schema=azure_schema(tool.input_schema))
        if strict_schema(tool.input_schema)
        else tool
        for tool in tools
    ]


def azure_schema(schema: Any) -> Any:
    """The schema without the keywords that Azure refuses; what is no schema stays as it is."""
    if not isinstance(schema, dict):
        return schema
    told = [text.format(schema[name]) for name, text in _TOLD.items() if name in schema]
    kept = {name: _inner(name, value) for name, value in schema.items() if name not in _TOLD}
    if told:
        kept["description"] = f"{kept.get('description', '')} {'. '.join(told)}.".strip()
    return kept


def _inner(name: str, value: Any) -> Any:
    """What a keyword holds: schemas by name, several, one, or something else."""
    if name in _GROUPS and isinstance(value, dict):
        return {key: azure_schema(inner) for key, inner in value.items()}
    if name == "anyOf" and isinstance(value, list):
        return [azure_schema(inner) for inner in value]
    return azure_schema(value) if name == "items" else value
