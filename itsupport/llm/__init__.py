"""From environment variables to a model: OpenAI, Azure, any compatible server, or offline.

`model_from_environment()` is the way in. Nothing here knows MCP or the support desk.
"""

from itsupport.llm.chat_completions import ChatCompletionsModel
from itsupport.llm.conversation import (
    Model,
    ModelReply,
    ToolCall,
    ToolDefinition,
    ToolOutput,
    Turn,
    UserMessage,
)
from itsupport.llm.environment import model_from_environment, model_named, offline_model
from itsupport.llm.errors import ModelError
from itsupport.llm.responses import ResponsesModel
from itsupport.llm.schemas import to_chat_tool, to_responses_tool, without_nulls

__all__ = [
    "ChatCompletionsModel",
    "Model",
    "ModelError",
    "ModelReply",
    "ResponsesModel",
    "ToolCall",
    "ToolDefinition",
    "ToolOutput",
    "Turn",
    "UserMessage",
    "model_from_environment",
    "model_named",
    "offline_model",
    "to_chat_tool",
    "to_responses_tool",
    "without_nulls",
]
