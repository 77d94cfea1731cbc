"""An exercise of lesson 05: an MCP tool in the forms of OpenAI's two APIs."""

from copy import deepcopy
from typing import Any

from itsupport.llm.strict_schemas import strict_schema
from itsupport.servers import build_server
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.served import tools_of

Tool = dict[str, Any]

NO_ARGUMENTS: Tool = {
    "name": "get_opening_hours",
    "description": "Say when the desk is open.",
    "inputSchema": {"type": "object", "properties": {}},
}
FIELDS = {"name", "description", "parameters", "strict"}


async def both_formats(to_chat: Any, to_responses: Any) -> None:
    """Every tool of a real server, and one that takes no arguments."""
    listed = await tools_of(build_server("tickets"))
    tools = [one.model_dump(mode="json", by_alias=True, exclude_none=True) for one in listed]
    for tool in [*tools, NO_ARGUMENTS]:
        chat = await _converted("to_chat", to_chat, tool)
        if not isinstance(chat.get("function"), dict):
            raise Misconception(
                "not_wrapped",
                seen=f"to_chat gave the fields {_names(chat)}",
                expected="two fields, type and function; everything else is inside function",
                next_step="Put name, description and parameters into an object called function.",
            )
        _check_function("to_chat", tool, chat["function"])
        responses = await _converted("to_responses", to_responses, tool)
        if "function" in responses:
            raise Misconception(
                "wrapped_for_responses",
                seen=f"to_responses gave the fields {_names(responses)}",
                expected="a flat object: type, name, description, parameters, strict",
                next_step="Leave the inner object out; only Chat Completions has one.",
            )
        flat = {name: value for name, value in responses.items() if name != "type"}
        _check_function("to_responses", tool, flat)
        silent = [
            called
            for called, made in (("to_responses", flat), ("to_chat", chat["function"]))
            if not isinstance(made.get("strict"), bool)
        ]
        if silent:
            raise Misconception(
                "strict_not_said",
                seen=f"{silent[0]} says nothing in `strict`; Responses would turn it on by itself",
                expected="`strict` with a value, because the tool's own schema is not a strict one",
                next_step="Say `strict` in every tool; the schema as it is goes with False.",
            )


async def _converted(called: str, function: Any, tool: Tool) -> Tool:
    given = deepcopy(tool)
    made = await run(function, given)
    if given != tool:
        raise Misconception(
            "changes_the_listing",
            seen=f"after {called} the tool that was given has the fields {_names(given)}",
            expected=f"the tool as it was: {_names(tool)}",
            next_step="Build a new dictionary, and only read from the tool.",
        )
    if not isinstance(made, dict) or made.get("type") != "function":
        raise Misconception(
            "no_type",
            seen=f"{called} gave {_names(made)}",
            expected='a dictionary with "type": "function" at its top',
            next_step="Return the dictionary, and say the type in it: both APIs know more types.",
        )
    return made


def _check_function(called: str, tool: Tool, made: Tool) -> None:
    if "parameters" not in made and "inputSchema" not in made:
        raise Misconception(
            "parameters_missing",
            seen=f"{called} gave no parameters for {tool['name']}",
            expected="parameters for every tool; one without arguments has an empty object schema",
            next_step="Copy the schema always, also when its properties are empty.",
        )
    if not made.keys() <= FIELDS:
        raise Misconception(
            "mcp_field_names",
            seen=f"{called} gave the fields {_names(made)}",
            expected="name, description, parameters and strict, as OpenAI calls them",
            next_step="Pick the fields one by one; MCP's inputSchema is called parameters there.",
        )
    own = tool["inputSchema"]
    if made.get("strict") and made["parameters"] != strict_schema(own):
        raise Misconception(
            "strict_promised",
            seen=f"{called} says strict: true for a schema that is not in strict form",
            expected="strict: false with the tool's own schema",
            next_step="Strict form needs every property in `required`; do not promise it here.",
        )
    wanted = {"name": tool["name"], "description": tool["description"]}
    if not made.get("strict"):
        wanted["parameters"] = own
    for name, value in wanted.items():
        if made.get(name) != value:
            raise Misconception(
                "other_values",
                seen=f"{called} gave for {tool['name']} the {name} {str(made.get(name))[:80]!r}",
                expected=f"{str(value)[:80]!r} ({type(value).__name__}), as the server says it",
                next_step="Copy the value from the tool as it is, without json.dumps.",
            )


def _names(made: Any) -> str:
    return ", ".join(map(str, made)) if isinstance(made, dict) else f"a {type(made).__name__}"


EXERCISES = (
    Exercise(
        name="both_formats",
        lesson="05_you_are_the_model",
        title="One tool, two formats",
        minutes=10,
        answers=("to_chat", "to_responses"),
        judge=both_formats,
        misconceptions={
            "not_wrapped": "left out the inner object of Chat Completions",
            "wrapped_for_responses": "gave Responses the inner object of Chat Completions",
            "strict_not_said": "left out strict, which Responses then turns on",
            "strict_promised": "promised a strict schema and sent another",
            "mcp_field_names": "kept the field names of MCP",
            "parameters_missing": "left out the parameters of a tool without arguments",
            "no_type": "did not say that the tool is a function",
            "changes_the_listing": "changed the tool that was given",
            "other_values": "changed a value on the way, for example into text",
        },
        hints=(
            "Four fields are the same in both: name, description, parameters, strict.",
            "`parameters` is what MCP calls `inputSchema`; `strict` is False for it.",
            '`to_responses` gives `{"type": "function", **those_four}`.',
            '`to_chat` gives `{"type": "function", "function": those_four}`.',
        ),
        why="A tool is described once, by its server; every provider's format is only a wrapping.",
    ),
)
