"""Free text that a result holds under the name of a parameter: the city of a customer's record.

Only what a tool cannot be called without is taken over. Ids have files of their own.
"""

from itsupport.offline.selector.cards import Card
from itsupport.offline.selector.filling import Filling
from itsupport.offline.selector.reading import Reading
from itsupport.offline.selector.schemas import Parameter
from itsupport.offline.selector.situation import Situation
from itsupport.offline.selector.turns import Done, leaves
from itsupport.offline.selector.words import says_little, stems_of


def add_from_results(card: Card, reading: Reading, situation: Situation, filling: Filling) -> None:
    """Required texts that the question leaves out, from its results or those that it speaks of."""
    turns = situation.turns[-2:] if reading.says_it else situation.turns[-1:]
    for parameter in card.required:
        if parameter.kind == "text" and parameter.name not in filling.values:
            for turn in reversed(turns):
                if found := _values(parameter, turn.calls):
                    for value in found:
                        filling.add(parameter, value, f"the {parameter.noun} in the results")
                    break


def _values(parameter: Parameter, calls: list[Done]) -> list[str]:
    """The texts under the parameter's name, else those under a longer name that ends in it."""
    texts = [
        (stems_of(key), value)
        for done in calls
        if not done.failure
        for key, value in leaves(done.result)
        if isinstance(value, str) and value
    ]
    same = [value for stems, value in texts if stems == parameter.stems]
    own = parameter.stems[-1:]
    if same or says_little("".join(own)):
        return same
    return [value for stems, value in texts if stems[-1:] == own]
