"""Choosing a tool for a part of a question: the one that ranks first, if any serves it at all."""

import re
from dataclasses import dataclass, replace

from itsupport.offline.selector.language.words import listed, stems_of
from itsupport.offline.selector.question.asked_ids import finder_of_id
from itsupport.offline.selector.question.clauses import Span
from itsupport.offline.selector.question.orders import is_unserved, ordered
from itsupport.offline.selector.question.reading import Kind, Mention, Reading
from itsupport.offline.selector.question.recording import recorder, recorders, records_it
from itsupport.offline.selector.question.sentences import COMPARATIVES, ENDS_WITH_NTH
from itsupport.offline.selector.question.whole_records import asks_record, filters
from itsupport.offline.selector.question.wishes import Wish
from itsupport.offline.selector.ranking.ranking import rank
from itsupport.offline.selector.ranking.references import head_type, referred_type
from itsupport.offline.selector.ranking.terms import Term, terms_of
from itsupport.offline.selector.tools.cards import Card
from itsupport.offline.selector.tools.toolbox import Toolbox

_NTH = re.compile(
    rf"\b(?:first|second|third|last|other|next|\w+est|{COMPARATIVES}) (?:one|of them)\b"
    rf"|{ENDS_WITH_NTH}",
    re.IGNORECASE,
)
_IS_TO_BE = re.compile(
    r"\b(?:should|must|shall|let|instead|(?:has|have|is|are) to)\b", re.IGNORECASE
)
_TELLS_OTHERS = re.compile(
    r"\b(?:tell|inform|notify|warn)\s+(?:him|her|them|his|their|the|my|our|everybody|everyone)\b"
    r"(?!.*\b(?:what|which|when|where|how|who|whether|if|why)\b)|\blet (?!me\b|us\b)\w+ know\b",
    re.IGNORECASE,
)
_LINKED = re.compile(
    r"\b(?:belong\w*|attached|linked|goes|go|refer\w*|points?|mention\w*|named|cited)"
    r"(?: (?:to|with|in|on|there))*(?: (?:it|there|that|this))?\W*$",
    re.IGNORECASE,
)
_ALIKE: dict[str, tuple[Kind, ...]] = {"id": ("id", "name"), "name": ("id", "name")}
_ASKS_WHAT_IS = re.compile(
    r"\W*(?:(?:and|so|but|hi|hello|please|tell me|say|check|see|know|if|whether),?\s+)*"
    r"(?:look (?:it |them )?up|find out"
    r"|(?:is|are)(?! (?:it|there) (?:possible|any way|a way)| you (?:able|allowed))|was|were|has"
    r"|had|did|why|who|have\b(?=.*\bbeen\b)|when (?:was|were|did|is|are|has|have)"
    r"|(?:when|where|which|what|how)\b(?=[^.?!,]*\b(?:did|was|were|has|had|have \w+ed)\b))\b",
    re.IGNORECASE,
)
"""Who asks whether, when or by whom something was done wants to know it, not to have it done."""
_ASKS_FOR_FACTS = re.compile(
    r"\W*(?:(?:and|so|but|hi|hello),?\s+)*(?:when|where|which|how many|how much)\b"
    r"(?!.*\b(?:can|could|would|will) (?:you|we|i)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Chooser:
    """What a tool is chosen with: the tools, and what the talk is about already.

    `around` are the types of ids that are known; `subject` is the type that "it" stands for;
    `heading` is what a part is about without saying it, such as ids told before a colon. `named`
    are all names in the question.
    """

    toolbox: Toolbox
    around: set[str]
    subject: str | None = None
    heading: tuple[Mention, ...] = ()
    named: tuple[Mention, ...] = ()

    def wish(self, reading: Reading, span: Span, negative: bool = False) -> Wish:
        """The wish that a stretch of the text makes, with the tool that ranks first."""
        part = reading.part(*span)
        unsaid = [one for one in self.heading if not part.of(*_ALIKE.get(one.kind, (one.kind,)))]
        part = replace(part, mentions=(*unsaid, *part.mentions)) if unsaid else part
        if negative:
            part = replace(part, mentions=tuple(replace(m, negated=False) for m in part.mentions))
        terms = terms_of(self.toolbox, part)
        around = frozenset(self.around | reading.types)
        ranked = rank(self.toolbox, part, terms, around, self.subject)
        if _ASKS_WHAT_IS.match(part.said):
            ranked = tuple(one for one in ranked if not one.card.acts)
        telling = [one for one in ranked if one.relevant and not one.card.acts]
        if telling and ranked[0].card.acts and _ASKS_FOR_FACTS.match(part.said):
            ranked = (*telling, *(one for one in ranked if one not in telling))
        if any(o.card.acts and o.relevant for o in ranked) and _TELLS_OTHERS.search(part.said):
            ranked = tuple(one for one in ranked if one.card.acts)
        if records_it(part):
            ranked = recorders(ranked, reading)
        if any(one.how == "described" for one in part.of("id")):
            ranked = tuple(one for one in ranked if not (one.card.acts and one.only_takes_ids))
        if deed := ordered(ranked, part):
            ranked = (deed, *(one for one in ranked if one is not deed))
        fits = bool(ranked) and (ranked[0].relevant or deed is not None)
        card = ranked[0].card if fits else None if terms else recorder(ranked, part)
        if found := finder_of_id(self.toolbox, part, self.named, terms):
            card, terms = found[0], (*terms, *found[1])
        else:
            getter = self._getter_of_bare_id(part, terms) or self._getter_of_it(part, terms)
            getter = getter or self._getter_of_linked(part)
            card = getter or card
        return Wish(part, terms, ranked, None if self.is_order(part) else card, negative)

    def whole(self, reading: Reading) -> Wish:
        """The whole question as one wish."""
        return self.wish(reading, (0, len(reading.plain)))

    def is_order(self, part: Reading) -> bool:
        """Whether a clause opens with something to do that no tool here speaks of."""
        return is_unserved(self.toolbox, part)

    def _getter_of_bare_id(self, part: Reading, terms: tuple[Term, ...]) -> Card | None:
        """For an id with nothing said about it but its noun: the tool that tells what it is."""
        ids = part.of("id")
        if len({one.of for one in ids}) > 1 and _IS_TO_BE.search(part.said):
            return None
        if not ids or part.of("period") or any(one.of for one in part.of("number")):
            return None
        key = ids[0].of
        takers = [card for card in self.toolbox.cards if card.takes(key)]
        if any(card.choice(one.of, one.options) for card in takers for one in part.of("choice")):
            return None
        nouns = self.toolbox.nouns.get(key, frozenset())
        bare = all(term.stem in nouns or not term.alternatives for term in terms)
        return self.toolbox.getter(key) if bare else None

    def _getter_of_it(self, part: Reading, terms: tuple[Term, ...]) -> Card | None:
        """For "open it" and "show me the first one": the tool that tells what came before."""
        known = {term.stem for term in terms if term.alternatives}
        key = referred_type(part, self.toolbox)
        if filters(self.toolbox, self.subject, part):
            return None
        if key and known <= self.toolbox.nouns[key] | listed("opens"):
            getter = self.toolbox.getter(key)
            about = getter and self.toolbox.main_types[getter.name] == key
            return getter if about and not part.of("name", "code", "mail") else None
        if self.subject and asks_record(self.toolbox, part, terms):
            return self.toolbox.getter(self.subject)
        asked = part.has("orders") or part.has("whole") or part.has("opens")
        meant = _NTH.search(part.said) or part.has("pronouns")
        best = {s for one in _NTH.findall(part.said) for s in stems_of(one)}
        more = {term.stem for term in terms} - listed("opens") - best
        return (
            self.toolbox.getter(self.subject)
            if self.subject and asked and meant and not more
            else None
        )

    def _getter_of_linked(self, part: Reading) -> Card | None:
        """For "the invoice that belongs to it": what tells of the one thing that a record names."""
        head, linked = head_type(self.toolbox, part), _LINKED.search(part.said)
        getter = self.toolbox.getter(head) if head and linked else None
        if getter is None or head in (None, self.subject) or not self.subject:
            return None
        nouns = self.toolbox.nouns[str(head)]
        many = part.names_several(nouns)
        return None if many or part.of("id", "name", "code", "mail") else getter
