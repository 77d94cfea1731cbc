"""A chat in progress: the desk that answers, and what was said so far."""

from dataclasses import dataclass, field

from itsupport.errors import SupportError
from itsupport.orchestrator import Answer, MCPOrchestrator
from itsupport.orchestrator.forms import OpenQuestion


@dataclass
class Talk:
    """`said` holds the answers, and the questions that failed with their errors.

    `history` says where the questions are kept for later chats; empty where they are not.
    `asked` holds what servers asked the person, by the place of the answer in `said`.
    """

    desk: MCPOrchestrator
    said: list[Answer | tuple[str, SupportError]] = field(default_factory=list)
    history: str = ""
    asked: dict[int, list[OpenQuestion]] = field(default_factory=dict)

    @property
    def answer(self) -> Answer | None:
        """The last answer, however many questions failed after it."""
        return next((said for said in reversed(self.said) if isinstance(said, Answer)), None)

    @property
    def asks_back(self) -> bool:
        """Whether the last answer has a question in it: then a bare number may answer that."""
        return bool(self.said and isinstance(self.said[-1], Answer) and "?" in self.said[-1].text)
