"""What the conformance suite expects of a server, on our `SupportServer` and in our web server.

The suite calls tools, resources and prompts by fixed names. Our own servers have others, so this
stands in for them: the class, the errors, the web application and its checks are the real ones.
It leaves out what our servers never do: asking the client's model, its folders, protocol logging.
"""

import base64
import json
import re
from typing import Annotated, Any

import uvicorn
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.prompts.base import UserMessage
from mcp.types import (
    AudioContent,
    Completion,
    EmbeddedResource,
    ImageContent,
    InputRequiredResult,
    TextContent,
    TextResourceContents,
)
from pydantic import Field

from itsupport.listening import listen
from itsupport.servers import SupportServer
from itsupport.servers.http.application import http_app
from itsupport.servers.toolbox.listeners import Listeners
from tests.interop.conformance_questions import add_questions, answers, form

PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJg"
    "gg=="
)
WAV = "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA="
IMAGE = ImageContent(type="image", data=PNG, mime_type="image/png")

listeners = Listeners()
server = SupportServer("conformance", version="1.0.0", subscriptions=listeners.bus)
listeners.join(server._lowlevel_server)


def text(words: str) -> TextContent:
    return TextContent(type="text", text=words)


def embedded(uri: str, words: str) -> EmbeddedResource:
    contents = TextResourceContents(uri=uri, mime_type="text/plain", text=words)
    return EmbeddedResource(type="resource", resource=contents)


# Tools


@server.tool()
def test_simple_text() -> str:
    """A text."""
    return "This is a simple text response for testing."


@server.tool()
def test_image_content() -> list[ImageContent]:
    """A picture."""
    return [IMAGE]


@server.tool()
def test_audio_content() -> list[AudioContent]:
    """A sound."""
    return [AudioContent(type="audio", data=WAV, mime_type="audio/wav")]


@server.tool()
def test_embedded_resource() -> list[EmbeddedResource]:
    """A resource in a result."""
    return [embedded("test://embedded-resource", "This is an embedded resource content.")]


@server.tool()
def test_multiple_content_types() -> list[TextContent | ImageContent | EmbeddedResource]:
    """Some of everything."""
    resource = embedded("test://mixed-content-resource", "Mixed.")
    return [text("Multiple content types test:"), IMAGE, resource]


@server.tool()
def test_error_handling() -> str:
    """Fails."""
    raise RuntimeError("a secret of the server")


@server.tool()
async def test_tool_with_progress(context: Context) -> str:
    """Tells how far it is."""
    for done in (0, 50, 100):
        await context.report_progress(done, 100)
    return "done"


@server.tool()
def test_x_mcp_header(
    region: Annotated[str, Field(json_schema_extra={"x-mcp-header": "Region"})] = "none",  # noqa: PT028
) -> str:
    """An argument that is repeated in a header."""
    return region


@server.tool()
async def test_trigger_tool_change(context: Context) -> str:
    """Says that the list of tools has changed."""
    await context.notify_tools_changed()
    return "told"


@server.tool()
async def test_trigger_prompt_change(context: Context) -> str:
    """Says that the list of prompts has changed."""
    await context.notify_prompts_changed()
    return "told"


add_questions(server)

# Resources, prompts, completion


@server.resource("test://static-text")
def static_text() -> str:
    """A text."""
    return "This is the content of the static text resource."


@server.resource("test://watched-resource")
def watched() -> str:
    """One that may change."""
    return "Nothing new."


@server.resource("test://static-binary", mime_type="image/png")
def static_binary() -> bytes:
    """A picture."""
    return base64.b64decode(PNG)


@server.resource("test://template/{id}/data", mime_type="application/json")
def template(id: str) -> str:  # noqa: A002
    """A resource for each id."""
    return json.dumps({"id": id, "templateTest": True, "data": f"Data for ID: {id}"})


@server.prompt()
def test_simple_prompt() -> list[UserMessage]:
    """A message."""
    return [UserMessage(content=text("This is a simple prompt for testing."))]


@server.prompt()
def test_prompt_with_arguments(arg1: str, arg2: str) -> list[UserMessage]:
    """A message with gaps."""
    return [UserMessage(content=text(f"Prompt with arguments: arg1='{arg1}', arg2='{arg2}'"))]


@server.prompt()
def test_prompt_with_embedded_resource(resourceUri: str) -> list[UserMessage]:  # noqa: N803
    """A message with a resource."""
    return [UserMessage(content=embedded(resourceUri, "Embedded.")), UserMessage(content=text("!"))]


@server.prompt()
def test_prompt_with_image() -> list[UserMessage]:
    """A message with a picture."""
    return [UserMessage(content=IMAGE), UserMessage(content=text("Please analyze the image."))]


@server.prompt()
def test_input_required_result_prompt(context: Context) -> list[UserMessage] | InputRequiredResult:
    """A message for which the person is asked."""
    if given := answers(context, "user_context"):
        return [UserMessage(content=text(f"Use this: {given[0].content['context']}"))]
    question = form("What context should the prompt use?", context={"type": "string"})
    return InputRequiredResult(input_requests={"user_context": question})


@server.completion()
async def complete(reference: Any, argument: Any, context: Any) -> Completion:
    known = ["paris", "park", "party"]
    return Completion(values=[word for word in known if re.match(argument.value, word)])


if __name__ == "__main__":
    listener = listen("127.0.0.1", 0)
    print(f"http://127.0.0.1:{listener.getsockname()[1]}/mcp", flush=True)
    uvicorn.Server(uvicorn.Config(http_app({"conformance": server}), log_level="warning")).run(
        sockets=[listener]
    )
