"""The tool-selection test: does a model call the right tools for what people ask?

    from itsupport.teaching import tool_selection

    with MCPOrchestrator() as desk:
        report = tool_selection.run(desk)

Eight intents with five variations each come with it; `read_intents` reads a file of one's own.
"""

from itsupport.teaching.tool_selection.comparison import Comparison, compare
from itsupport.teaching.tool_selection.descriptions import servers_with_description
from itsupport.teaching.tool_selection.entries import intents_from
from itsupport.teaching.tool_selection.files import built_in_intents, read_intents
from itsupport.teaching.tool_selection.intent import ExpectedArguments, Intent, Variation
from itsupport.teaching.tool_selection.judging import Reason
from itsupport.teaching.tool_selection.report import Outcome, Rate, Report
from itsupport.teaching.tool_selection.running import aoutcomes, arun, outcomes, run
from itsupport.teaching.tool_selection.scoreboard import Scoreboard, scoreboard
from itsupport.teaching.tool_selection.why import why

__all__ = [
    "Comparison",
    "ExpectedArguments",
    "Intent",
    "Outcome",
    "Rate",
    "Reason",
    "Report",
    "Scoreboard",
    "Variation",
    "aoutcomes",
    "arun",
    "built_in_intents",
    "compare",
    "intents_from",
    "outcomes",
    "read_intents",
    "run",
    "scoreboard",
    "servers_with_description",
    "why",
]
