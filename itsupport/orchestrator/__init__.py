"""Starts MCP servers, finds their tools and answers questions, over the protocol alone."""

from itsupport.orchestrator.answers import Answer, FinishedCall
from itsupport.orchestrator.desk import MCPOrchestrator
from itsupport.orchestrator.eras import both_eras
from itsupport.orchestrator.events import (
    AnswerReady,
    CallFinished,
    CallStarted,
    Event,
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
    "MCPOrchestrator",
    "RoundStarted",
    "ServerStartError",
    "TextArrived",
    "WantedCall",
    "both_eras",
]
