"""What a call still needs ids for, and the ids that are found."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from itsupport.offline.selector.answers.results import Row
from itsupport.offline.selector.planning.filling import Value
from itsupport.offline.selector.planning.situation import Situation, Step
from itsupport.offline.selector.question.clauses import OF_A_SET
from itsupport.offline.selector.question.reading import Reading
from itsupport.offline.selector.ranking.references import is_waited_for, referred_type
from itsupport.offline.selector.tools.cards import Card
from itsupport.offline.selector.tools.schemas import Parameter
from itsupport.offline.selector.tools.toolbox import Toolbox

MOST_IDS = 12


@dataclass(frozen=True)
class Sources:
    """The ids found, by type. `waiting`: other calls come first. `lost`: there are none.

    `options` are ids of which one is meant, and nobody has said which.
    """

    ids: dict[str, list[Value]] = field(default_factory=dict)
    waiting: bool = False
    lost: bool = False
    options: list[str] = field(default_factory=list)
    card: Card | None = None
    subject: Value | None = None


@dataclass(frozen=True)
class Need:
    """What a tool needs ids for: a wish, in its situation."""

    card: Card
    index: int
    situation: Situation
    known: frozenset[str] = frozenset()

    @property
    def ids(self) -> tuple[Parameter, ...]:
        """The parameters that take ids of types not known yet."""
        return tuple(one for one in self.card.ids if one.type_key not in self.known)

    @property
    def toolbox(self) -> Toolbox:
        return self.situation.toolbox

    @property
    def reading(self) -> Reading:
        return self.situation.question.wishes[self.index].reading

    @property
    def earlier(self) -> list[Step]:
        """The steps for the parts of the question before this one."""
        return [one for one in self.situation.steps if one.wish < self.index]

    @property
    def required(self) -> bool:
        return any(one.required for one in self.ids)

    @property
    def plain(self) -> bool:
        """Whether the wish brings no values of its own that could say whom it is about."""
        own = self.reading.types & {one.type_key for one in self.ids}
        named = self.referred != "" and any(one.how == "sure" for one in self.reading.of("name"))
        return not own and not named and not self.reading.of("mail")

    @property
    def referred(self) -> str | None:
        """The type of "this order" or "the guest"; "" for a pronoun alone."""
        return referred_type(self.reading, self.toolbox)

    @property
    def of_a_set(self) -> bool:
        """Whether the part before says of what things it is asked: "for each …, list the …"."""
        before = self.situation.question.wishes[self.index - 1].reading if self.index else None
        return before is not None and OF_A_SET.match(before.said) is not None

    @property
    def said_types(self) -> set[str]:
        """The types of ids whose nouns the wish says."""
        words = (one for one in self.reading.words if not is_waited_for(self.reading, one))
        stems = {one.stem for one in words}
        return {key for key, nouns in self.toolbox.nouns.items() if nouns & stems}

    def values(self, key: str, ids: Iterable[str], origin: str) -> Sources | None:
        found = [Value(one, origin) for one in ids][:MOST_IDS]
        return Sources({key: found}) if found else None


def ids_told(need: Need, reading: Reading, origin: str) -> Sources | None:
    found: dict[str, list[Value]] = {}
    for mention in reading.of("id"):
        if mention.of in {one.type_key for one in need.ids}:
            found.setdefault(mention.of, []).append(Value(mention.value, origin))
    return Sources(found) if found else None


def flat_row(row: Row) -> Row:
    return {key: value for key, value in row.items() if not isinstance(value, list | dict)}
