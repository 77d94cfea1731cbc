"""The wishes in a question: which part of it wants which tool.

A join ("which members have both x and y") becomes one wish per condition. This file leaves out
arguments and calls.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from itsupport.offline.selector.clauses import (
    Span,
    clauses_of,
    columns_in,
    in_parentheses,
    nouns_joined_in,
)
from itsupport.offline.selector.ranking import (
    Ranked,
    Term,
    head_type,
    rank,
    referred_type,
    resolver,
    terms_of,
)
from itsupport.offline.selector.reading import BLANK, Reading
from itsupport.offline.selector.tools import Card, Toolbox
from itsupport.offline.selector.words import (
    listed,
    phrases_in,
    says_little,
    stems_of,
    synonyms,
    words_of,
)

_EVERYTHING = re.compile(
    r"\b(?:(?:everything|anything|all|whatever)(?: (?:there is|(?:that )?(?:we|you) (?:know|have)))? (?:about|on|for) (?=¤|(?-i:[A-Z])|it\b|them\b|this |that |(?:the |our |my )?\w+ ¤)|full picture"
    r"|complete picture|whole story|overview of|360\b)",
    re.IGNORECASE,
)
_HAVE = re.compile(
    r"\b(?:which|what|how many|list|show(?: me)?|find|any|all|of (?:the )?|do(?: any)?|are there(?: any)?|every|names? of(?: the)?)\s+"
    r"(?P<subject>(?:[\w-]+\s+){1,4}?)"
    r"(?:that\s+|who\s+|which\s+)?(?:currently\s+|still\s+|do\s+)?(?:have|has|having|with|without|own|got|had)\s+(?:both\s+)?"
    r"(?P<rest>(?:(?!,? and (?:who|whom|what|which|how|is|are|when|where)\b)[^?;\n])+)",
    re.IGNORECASE | re.DOTALL,
)
_AND = re.compile(
    r"\s*,?\s+(?:and|but)\s+(?:also\s+)?(?:have\s+|has\s+|with\s+)?|\s+(?=without\b)", re.IGNORECASE
)
_MORE = re.compile(
    r"\W*(?:(?:and|please|pls),?\s+)*(?:any|which (?:one|ones|of)\b|what|why|how|the (?:first|last|one)|by\b|sorted|order|of those|only|when|is it|are they|until|the reason|one\b|also|all\b|just|no\b|not\b|in full|full|with|for\b|so\b|that|if)",
    re.IGNORECASE,
)
_LATER = re.compile(r"\W*(?:and\s+)?(?:when|if|until|why)\b", re.IGNORECASE)
_WITHOUT = re.compile(r"\W*(?:no|not|without|never|none|don't|do not|no longer|nothing)\b", re.I)


@dataclass(frozen=True)
class Wish:
    """One thing that is asked for. `card` is the chosen tool, None when no tool serves it.

    `defaults` are arguments taken over from the question before, which it `repeats`.
    """

    reading: Reading
    terms: tuple[Term, ...]
    ranked: tuple[Ranked, ...] = field(repr=False)
    card: Card | None
    negative: bool = False
    clause: Span = (0, 0)
    defaults: dict[str, Any] = field(default_factory=dict)
    repeats: bool = False


@dataclass(frozen=True)
class Join:
    """Which ids of one type fulfil all conditions: the places of the wishes that say them."""

    type_key: str
    noun: str
    wishes: tuple[int, ...]


@dataclass(frozen=True)
class Question:
    """A whole question: its reading, its wishes in order, its background, the join if any."""

    reading: Reading
    wishes: tuple[Wish, ...]
    background: Reading | None = None
    join: Join | None = None
    everything: bool = False


@dataclass(frozen=True)
class Understanding:
    """What wishes are understood with: the tools, and what the talk is about already."""

    toolbox: Toolbox
    around: set[str]
    subject: str | None = None

    def question(self, reading: Reading) -> Question:
        """The wishes in a question."""
        around = self.around | reading.types | self._resolvable(reading)
        self = replace(self, around=around)
        attributes = frozenset(s for c in self.toolbox.cards for p in c.parameters for s in p.stems)
        reading = _without(reading, columns_in(reading.plain, attributes))
        if joined := self._joined(reading):
            return joined
        named = bool(reading.of("id", "name"))
        if named and (items := in_parentheses(reading)):
            if listed_ones := self._listed(reading, items):
                return Question(reading, tuple(listed_ones))
        requests, stories = clauses_of(reading)
        wishes: list[Wish] = []
        for span in requests:
            self = replace(self, subject=_subject_of(self, wishes))
            either = re.search(r"\bor\s+$", reading.plain[: span[0]], re.IGNORECASE)
            parts = self._of_clause(reading, span, wishes[-1] if either and wishes else None)
            for wish in (replace(one, clause=span) for one in parts):
                if wishes and not either and self._elaborates(wish, wishes[-1]):
                    wishes[-1] = self._merged(reading, wishes[-1], wish)
                elif wish.card is None and len(requests) > 1 and not self._is_order(wish):
                    stories.append((wish.reading.start, wish.reading.end))
                else:
                    wishes.append(wish)
        kept = self._kept(wishes)
        told = _background(reading, stories)
        if told and {word.stem for word in told.words} & self.toolbox.foreign:
            kept = [one for one in kept if one.reading.mentions or _is_trusted(one)]
        stories += [(one.reading.start, one.reading.end) for one in wishes if one not in kept]
        everything = bool(_EVERYTHING.search(reading.plain)) and named and len(kept) == 1
        return Question(reading, tuple(kept), _background(reading, stories), None, everything)

    def _kept(self, wishes: list[Wish]) -> list[Wish]:
        """The wishes without remarks: beside a clear wish a vague one is none."""
        if any(self._is_order(one) for one in wishes):
            return [one for one in wishes if self._is_order(one) or one.reading.of("id", "name")]
        best = max(wishes, key=lambda one: one.ranked[0].score if one.card else -9.0, default=None)
        clear = [one for one in wishes if one.card and _is_trusted(one)]
        needed = {one.type_key for wish in clear if wish.card for one in wish.card.ids}
        if clear:
            wishes = [
                one for one in wishes if not (self._is_bare(one) and one.reading.types & needed)
            ]
        return [
            one
            for one in wishes
            if one in clear
            or (one.card and not _knows(one, "opens") and not one.reading.mentions)
            or (not clear and one is best)
            or (
                one.card and re.match(r"\W*(?:and\s+)?(?:who|whom|whose)\b", one.reading.said, re.I)
            )
            or one.reading.of("id", "mail", "code", "quote")
            or any(m.how == "exact" for m in one.reading.of("choice"))
            or (one.reading.of("period") and one.card in [other.card for other in clear])
            or (one.reading.of("name") and any(term.alternatives for term in one.terms))
        ]

    def _elaborates(self, wish: Wish, before: Wish) -> bool:
        """Whether a clause only says more about the wish before: "which one is the oldest?"."""
        if before.card is None:
            return False
        if self._is_bare(before):
            return False
        if _acts(before) and not _asks(wish):
            return True
        if wish.reading.of("id", "name", "mail", "code", "quote"):
            return False
        if len(wish.reading.words) < 4 and _MORE.match(wish.reading.said):
            return not wish.reading.of("choice")
        if wish.card is None:
            return not self._is_order(wish) and bool(_MORE.match(wish.reading.said))
        head = head_type(self.toolbox, wish.reading)
        if head and head == self.toolbox.subjects[before.card.name] and not wish.reading.mentions:
            return all(term.stem in self.toolbox.nouns[head] for term in wish.terms)
        if wish.card is before.card:
            return not wish.reading.mentions or bool(_MORE.match(wish.reading.said))
        values = all(one.kind in ("period", "number") for one in wish.reading.mentions)
        vague = (
            _LATER.match(wish.reading.said) and 2 * wish.ranked[0].score < before.ranked[0].score
        )
        weaker = wish.ranked[0].score < 0.6 * before.ranked[0].score
        return (vague or (weaker and not _is_trusted(wish))) and bool(
            _MORE.match(wish.reading.said) or (values and wish.reading.mentions)
        )

    def _merged(self, reading: Reading, before: Wish, wish: Wish) -> Wish:
        part = reading.part(before.reading.start, wish.reading.end)
        return replace(before, reading=part)

    def _is_order(self, wish: Wish) -> bool:
        return self._wants_an_action(wish.reading)

    def _resolvable(self, reading: Reading) -> set[str]:
        """The types of the things that names, addresses and codes in a question lead to."""
        named = [one for one in reading.of("name", "mail", "code") if one.how != "maybe"]
        keys = self.toolbox.nouns
        return {key for key in keys for one in named if resolver(self.toolbox, key, one)}

    def wish(self, reading: Reading, span: Span, negative: bool = False) -> Wish:
        """The wish that a stretch of the text makes, with the tool that ranks first."""
        part = reading.part(*span)
        if negative:
            part = replace(part, mentions=tuple(replace(m, negated=False) for m in part.mentions))
        terms = terms_of(self.toolbox, part)
        around = self.around | reading.types
        ranked = tuple(rank(self.toolbox, part, terms, around, self.subject))
        card = ranked[0].card if ranked and ranked[0].relevant else None
        card = self._getter_of_bare_id(part, terms) or self._getter_of_it(part, terms) or card
        return Wish(part, terms, ranked, None if self._wants_an_action(part) else card, negative)

    def whole(self, reading: Reading) -> Wish:
        """The whole question as one wish."""
        return self.wish(reading, (0, len(reading.plain)))

    def _of_clause(self, reading: Reading, span: Span, alternative_to: Wish | None) -> list[Wish]:
        wish = self.wish(reading, span)
        if alternative_to is not None and alternative_to.card is not None:
            asks = re.match(
                r"\W*(?:do|does|did|is|are|was|will|can|should|has|have)\b", wish.reading.said, re.I
            )
            return [] if asks else [replace(wish, card=alternative_to.card)]
        for left, right in nouns_joined_in(reading, span):
            first, second = self.wish(reading, left), self.wish(reading, right)
            if self._are_two(first, second):
                return [first, *self._of_clause(reading, right, None)]
        return [wish]

    def _are_two(self, first: Wish, second: Wish) -> bool:
        """Whether both halves stand alone: each names what only its own tool deals in."""
        if first.card is None or second.card is None:
            return False
        if self._is_bare(first) and second.reading.has("pronouns") and not second.reading.types:
            return first.card is not second.card and _is_trusted(second)
        if first.card is second.card:
            if _is_trusted(first) and _is_trusted(second) and second.reading.mentions:
                return bool(first.reading.mentions)
            types = first.reading.types, second.reading.types
            return bool(types[0] and types[1] and types[0] != types[1])
        return _names_its_tool(first, second.card) and _names_its_tool(second, first.card)

    def _listed(self, reading: Reading, items: list[Span]) -> list[Wish]:
        """A main wish with a list of things in parentheses: each thing is a wish."""
        opening = self.wish(reading, (0, max(0, items[0][0] - 1)))
        if _acts(opening):
            return []
        ids = opening.reading.of("id")
        if opening.card is None and ids:
            opening = replace(opening, card=self.toolbox.getter(ids[0].of))
        wishes = [opening, *(self.wish(reading, item) for item in items)]
        wishes = [wish for wish in wishes if wish.card is not None]
        return wishes if len(wishes) > 1 else []

    def _is_bare(self, wish: Wish) -> bool:
        """Whether a part only names a thing: "ORD-12: what …", "got ORD-7 in front of me"."""
        asks = wish.reading.has("asks")
        return bool(wish.reading.types) and not asks and not _knows(wish, "whole")

    def _wants_an_action(self, part: Reading) -> bool:
        """Whether a clause opens with something to do that no tool here speaks of."""
        if any(
            self._does(card, phrase)
            for phrase, _, _ in phrases_in(part.said)
            for card in self.toolbox.cards
        ):
            return False
        words = [w for w in part.words if w.stem not in listed("fillers")][:1]
        return any(
            word.stem in listed("actions")
            and not word.text.lower().endswith(("ed", "ing"))
            and not re.match(
                r"\s*(?:(?:it |them |that )?out|(?:it |them |that )down|up for)\b",
                part.text[word.end :],
            )
            and not any(self._does(card, word.stem) for card in self.toolbox.cards)
            for word in words
        )

    def _does(self, card: Card, action: str) -> bool:
        """Whether a tool's name or the opening of its description speaks of an action."""
        said = {*card.name_stems, *stems_of(card.name), *stems_of(card.summary)[:6]}
        return bool(said & {action, *synonyms().get(action, ())})

    def _getter_of_bare_id(self, part: Reading, terms: tuple[Term, ...]) -> Card | None:
        """For an id with nothing said about it but its noun: the tool that tells what it is."""
        ids = part.of("id")
        if not ids or part.of("period"):
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
        asked = part.has("orders") or part.has("whole") or part.has("opens")
        key = referred_type(part, self.toolbox)
        if key and all(
            term.stem in self.toolbox.nouns[key] | listed("opens") or not term.alternatives
            for term in terms
        ):
            getter = self.toolbox.getter(key)
            about = getter and self.toolbox.main_types[getter.name] == key
            return getter if about and not part.of("name", "code", "mail") else None
        more = any(term.stem not in listed("opens") for term in terms)
        nth = re.search(r"\b(?:first|second|third|last|other|next) one\b", part.said, re.IGNORECASE)
        if more or not self.subject or not asked or not (nth or part.has("pronouns")):
            return None
        return self.toolbox.getter(self.subject)

    def _joined(self, reading: Reading) -> Question | None:
        """Things that fulfil conditions, each of which another tool's results tell."""
        match = _HAVE.search(reading.plain)
        if not match:
            return None
        subject = match.span("subject")
        words = [one for one in reading.words if subject[0] <= one.start and one.end <= subject[1]]
        key = self.toolbox.type_named([one.stem for one in words[-1:]])
        if key is None or re.search(
            r"\b(?:the )?(?:most|fewest|least|highest|lowest|\w+est)\b", match["rest"]
        ):
            return None
        first = reading.plain[match.end("subject") : match.start("rest")]
        conditions: list[Wish] = []
        for start, end in _conditions(reading, match.span("rest")):
            said = reading.plain[start:end]
            negative = bool(_WITHOUT.match(said)) or (not conditions and "without" in first.lower())
            conditions.append(self.wish(reading, (start, end), negative))
        if not conditions or not all(self._tells(one, key) for one in conditions):
            return None
        getter, about = self.toolbox.getter(key), self.wish(reading, subject)
        restricted = getter and any(
            getter.choice(m.of, m.options) for m in about.reading.of("choice")
        )
        if getter and (restricted or all(one.negative for one in conditions)):
            conditions.insert(0, replace(about, card=getter))
        join = Join(key, words[-1].text.lower(), tuple(range(len(conditions))))
        return Question(reading, tuple(conditions), None, join)

    def _tells(self, wish: Wish, key: str) -> bool:
        """Whether the results of the wish's tool are other things that carry ids of this type."""
        if wish.card is None or self.toolbox.main_types[wish.card.name] == key:
            return False
        return wish.card.takes(key) is not None and not wish.card.required


def _subject_of(understanding: "Understanding", wishes: list[Wish]) -> str | None:
    card = wishes[-1].card if wishes else None
    return understanding.toolbox.subjects[card.name] if card else understanding.subject


def _background(reading: Reading, stories: list[Span]) -> Reading | None:
    """What a question tells without asking, with the values in it."""
    if not stories:
        return None
    parts = [reading.part(*span) for span in sorted(stories)]
    mentions = tuple(one for part in parts for one in part.mentions)
    words = tuple(one for part in parts for one in part.words)
    return replace(reading, mentions=mentions, words=words)


def _acts(wish: Wish) -> bool:
    """Whether a wish is for something to be done, by a tool that does it."""
    return bool(wish.ranked) and any(r == "does what is asked" for r, _ in wish.ranked[0].evidence)


def _asks(wish: Wish) -> bool:
    return wish.reading.has("asks") or wish.reading.has("actions")


def _is_trusted(wish: Wish) -> bool:
    """Whether a word of the wish itself, not a synonym, is central to its tool."""
    if wish.card is None:
        return False
    direct = {stem for term in wish.terms for stem, trust in term.alternatives if trust > 0.6}
    return bool(direct & wish.card.central) or any(term.stem.count(" ") > 1 for term in wish.terms)


def is_courtesy(reading: Reading) -> bool:
    """Whether a message is nothing but thanks or a greeting."""
    said = {word.stem for word in reading.words if not says_little(word.stem)}
    courtesy = {word.stem for word in reading.words} & listed("courtesy")
    return bool(courtesy) and said <= listed("courtesy") and not reading.of("id")


def _knows(wish: Wish, besides: str = "stopwords") -> bool:
    """Whether a tool knows a word of a wish, those of one list apart."""
    return any(term.alternatives and term.stem not in listed(besides) for term in wish.terms)


def _names_its_tool(wish: Wish, other: Card) -> bool:
    if wish.reading.types and not any(other.takes(key) for key in wish.reading.types):
        return True
    assert wish.card is not None
    own = {stem for term in wish.terms for stem, trust in term.alternatives if trust > 0.6}
    others = set(other.strong) | {s for one in other.parameters for s in one.stems}
    return bool(own & set(wish.card.strong) - others)


def _conditions(reading: Reading, rest: Span) -> list[Span]:
    spans, start = [], rest[0]
    for match in _AND.finditer(reading.plain, *rest):
        spans.append((start, match.start()))
        start = match.end()
    return [*spans, (start, rest[1])]


def _without(reading: Reading, spans: list[Span]) -> Reading:
    """The reading with some stretches blanked out."""
    plain = reading.plain
    for start, end in spans:
        plain = plain[:start] + BLANK * (end - start) + plain[end:]
    return replace(reading, plain=plain, words=words_of(plain)) if spans else reading
