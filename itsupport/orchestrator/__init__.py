"""Starts MCP servers, finds their tools and answers questions, over the protocol alone."""

from itsupport.orchestrator.answers import Answer, FinishedCall
from itsupport.orchestrator.asking import FormRequest, LinkRequest, UserReply
from itsupport.orchestrator.desk import MCPOrchestrator
from itsupport.orchestrator.eras import both_eras
from itsupport.orchestrator.events import (
    AnswerReady,
    CallFinished,
    CallStarted,
    Event,
    QuestionAnswered,
    QuestionAsked,
    RoundStarted,
    TextArrived,
)
from itsupport.orchestrator.permission import WantedCall
from itsupport.orchestrator.start_errors import ServerStartError

__all__ = [
    "Answer",
    "AnswerReady",
    "CallFinished",
    "CallStarted",
    "Event",
    "FinishedCall",
    "FormRequest",
    "LinkRequest",
    "MCPOrchestrator",
    "QuestionAnswered",
    "QuestionAsked",
    "RoundStarted",
    "ServerStartError",
    "TextArrived",
    "UserReply",
    "WantedCall",
    "both_eras",
]
