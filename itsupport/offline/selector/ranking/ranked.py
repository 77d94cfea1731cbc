"""How a tool ranks for one wish: its score, the reasons, and whether it serves at all."""

from dataclasses import dataclass

from itsupport.offline.selector.ranking.evidence import ENDS_UNASKED
from itsupport.offline.selector.tools.cards import Card


@dataclass(frozen=True, slots=True)
class Ranked:
    """A tool with its score, the share of the wish's words that it knows, and the reasons."""

    card: Card
    score: float
    coverage: float
    evidence: tuple[tuple[str, float], ...]
    strong: bool
    takes_mention: bool
    takes_id: bool
    whole: bool
    exact: bool
    vague: bool

    @property
    def relevant(self) -> bool:
        """Whether the wish is something that this tool is for; nothing is ended unasked."""
        if not self.takes_id and any(points == ENDS_UNASKED for _, points in self.evidence):
            return False
        way = any(reason == "where from or to" and one >= 3 for reason, one in self.evidence)
        if (
            self.takes_id
            or way
            or (
                self.takes_mention
                and self.coverage >= 0.33
                and (self.words or self.whole or self.exact)
            )
        ):
            return True
        if self.strong:
            lacks = any(reason.startswith("needs ") and one <= -1 for reason, one in self.evidence)
            deed = any(reason == "does what is asked" for reason, _ in self.evidence)
            if deed and len(self.card.name_stems) > 1 and not self.said_too_little:
                return True
            enough = 0.55 if lacks and not deed else 0.33
            return self.coverage >= enough and not self.vague
        goes_on = any(
            reason == "takes what came before" and one >= 1 for reason, one in self.evidence
        )
        return self.words >= 2 - goes_on and self.coverage >= 0.75

    @property
    def only_takes_ids(self) -> bool:
        """Whether nothing speaks for it but an id that it could do something with."""
        return not any(
            points > 0 and not reason.startswith(("id ", "takes ", "similar", "lists"))
            for reason, points in self.evidence
        )

    @property
    def said_too_little(self) -> bool:
        """Whether a word of the tool's name was not asked for."""
        return any(reason.endswith("was not asked for") for reason, _ in self.evidence)

    @property
    def words(self) -> int:
        """How many words of the wish the tool knows."""
        return sum(reason.startswith("word ") for reason, _ in self.evidence)
