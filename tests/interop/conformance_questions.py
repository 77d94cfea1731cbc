"""The tools of the conformance suite that want something of the client in the middle of a call.

In the newer era they return the questions; in the older one the SDK sends them. Questions to the
client's model and for its folders are deprecated and none of our servers has any: they are here
because the suite wants to see that a server of ours could.
"""

import json
from typing import Any

from mcp import MCPError
from mcp.server.mcpserver import Context
from mcp.types import (
    MISSING_REQUIRED_CLIENT_CAPABILITY,
    CreateMessageRequest,
    CreateMessageRequestParams,
    ElicitRequest,
    ElicitRequestFormParams,
    InputRequiredResult,
    ListRootsRequest,
    SamplingMessage,
    TextContent,
)
from pydantic import BaseModel, Field

from itsupport.servers import SupportServer

Question = ElicitRequest | CreateMessageRequest | ListRootsRequest
CHOICE = {"enum": ["active", "inactive", "pending"]}
TITLED = [{"const": "low", "title": "Low"}, {"const": "high", "title": "High"}]


def form(message: str, **properties: Any) -> ElicitRequest:
    """A question with required fields."""
    schema = {"type": "object", "properties": properties, "required": list(properties)}
    return ElicitRequest(params=ElicitRequestFormParams(message=message, requested_schema=schema))


def who() -> ElicitRequest:
    return form("What is your name?", name={"type": "string"})


def model(words: str) -> CreateMessageRequest:
    """A question to the client's model."""
    said = SamplingMessage(role="user", content=TextContent(type="text", text=words))
    return CreateMessageRequest(params=CreateMessageRequestParams(messages=[said], max_tokens=50))


def answers(context: Context, *keys: str) -> list[Any] | None:
    """The client's answers to these questions, when it has answered them all."""
    given = context.input_responses or {}
    return [given[key] for key in keys] if all(key in given for key in keys) else None


class Answer(BaseModel):
    """One text."""

    response: str = Field(description="User's response")


class Defaults(BaseModel):
    """A field of each sort with a default."""

    name: str = "John Doe"
    age: int = 30
    score: float = 95.5
    status: str = Field("active", json_schema_extra=CHOICE)
    verified: bool = True


class Choices(BaseModel):
    """A field of each sort of choice."""

    untitledSingle: str = Field(json_schema_extra=CHOICE)  # noqa: N815
    titledSingle: str = Field(json_schema_extra={"oneOf": TITLED})  # noqa: N815
    untitledMulti: list[str] = Field(  # noqa: N815
        json_schema_extra={"items": {"type": "string", "enum": ["read", "write"]}}
    )
    titledMulti: list[str] = Field(json_schema_extra={"items": {"anyOf": TITLED}})  # noqa: N815
    legacyEnum: str = Field(  # noqa: N815
        json_schema_extra={"enum": ["small", "large"], "enumNames": ["Small", "Large"]}
    )


def add_questions(server: SupportServer) -> None:
    """The tools by the names that the suite knows."""
    asked = {
        "elicitation": ("user_name", who()),
        "sampling": ("capital_question", model("What is the capital of France?")),
        "list_roots": ("client_roots", ListRootsRequest()),
    }
    for kind, question in asked.items():
        name = f"test_input_required_result_{kind}"
        server.add_tool(_asking(*question), name, description=f"Wants {kind}.")
    for function in (several, with_state, tampered, rounds, capabilities, missing, ask):
        server.add_tool(function, _NAMES[function.__name__], description=function.__doc__)
    for name, schema in {"defaults": Defaults, "enums": Choices}.items():
        number = {"defaults": "sep1034", "enums": "sep1330"}[name]
        server.add_tool(_old_form(schema), f"test_elicitation_{number}_{name}", description=name)


def _asking(key: str, question: Question) -> Any:
    def asking(context: Context) -> str | InputRequiredResult:
        if given := answers(context, key):
            return f"Got {given[0]}"
        return InputRequiredResult(input_requests={key: question})

    return asking


def _old_form(schema: type[BaseModel]) -> Any:
    async def asking(context: Context) -> str:
        return (await context.elicit("Please fill in", schema)).action

    return asking


async def ask(message: str, context: Context) -> str:
    """A question in the middle of a call."""
    return f"User response: action={(await context.elicit(message, Answer)).action}"


def several(context: Context) -> str | InputRequiredResult:
    """Three questions at once."""
    questions = {"user_name": who(), "greeting": model("Hello"), "client_roots": ListRootsRequest()}
    if answers(context, *questions):
        return "All inputs received."
    return InputRequiredResult(input_requests=questions, request_state="several")


def with_state(context: Context) -> str | InputRequiredResult:
    """A question, and something to remember until the answer."""
    if context.request_state == "asked" and answers(context, "confirm"):
        return "state-ok"
    question = form("Please confirm", ok={"type": "boolean"})
    return InputRequiredResult(input_requests={"confirm": question}, request_state="asked")


def tampered(context: Context) -> str | InputRequiredResult:
    """The same; the suite changes what is to be remembered."""
    return with_state(context)


def rounds(context: Context) -> str | InputRequiredResult:
    """Two questions, one after the other."""
    state = json.loads(context.request_state or "{}")
    if "name" in state and (colour := answers(context, "step2")):
        return f"{state['name']} likes {colour[0].content['color']}."
    if given := answers(context, "step1"):
        question = form("Step 2: What is your favorite color?", color={"type": "string"})
        state = json.dumps({"name": given[0].content["name"]})
        return InputRequiredResult(input_requests={"step2": question}, request_state=state)
    return InputRequiredResult(input_requests={"step1": who()}, request_state="{}")


def capabilities(context: Context) -> InputRequiredResult:
    """Asks what the client said that it can answer."""
    known = context.client_capabilities
    questions: dict[str, Any] = {}
    if known is None or known.elicitation is not None:
        questions["ask"] = who()
    if known is None or known.sampling is not None:
        questions["sample"] = model("Say hello")
    return InputRequiredResult(input_requests=questions, request_state="capabilities")


def missing(context: Context) -> str:
    """Needs a client with a model."""
    known = context.client_capabilities
    if known is None or known.sampling is None:
        raise MCPError(
            MISSING_REQUIRED_CLIENT_CAPABILITY,
            "This tool needs a client with a model",
            {"requiredCapabilities": {"sampling": {}}},
        )
    return "Here it is."


_NAMES = {
    "several": "test_input_required_result_multiple_inputs",
    "with_state": "test_input_required_result_request_state",
    "tampered": "test_input_required_result_tampered_state",
    "rounds": "test_input_required_result_multi_round",
    "capabilities": "test_input_required_result_capabilities",
    "missing": "test_missing_capability",
    "ask": "test_elicitation",
}
