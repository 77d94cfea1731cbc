"""Ranking the tools for one wish: BM25F over their schemas, character n-grams, and evidence.

Evidence is what the wish mentions and a tool can take. The score says which tool fits best;
`relevant` says whether it fits at all. Weights were chosen on questions, not learned.
"""

import re
from dataclasses import dataclass

from itsupport.offline.selector.reading import Mention, Reading
from itsupport.offline.selector.schemas import Parameter
from itsupport.offline.selector.tools import Card, Toolbox
from itsupport.offline.selector.words import (
    common,
    grams,
    listed,
    phrases_in,
    says_little,
    stem,
    stems_of,
    synonyms,
)

_SATURATION = 1.6
_SYNONYM, _PHRASE = 0.55, 0.75
_MOST = re.compile(r"\b(?:most|fewest|number of)\s+((?:\w+\s*){1,2})", re.IGNORECASE)
_ID_OF = re.compile(r"\b(?:id|number|code|reference)\s+(?:of|for)\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:about|regarding|concerning)\s+(?:(?:the|a|an|my|our|their|its)\s+)?$", re.IGNORECASE
)
_TRUST = {"exact": 1.3, "inflected": 0.7, "described": 0.8}


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of a wish, and the words of the tools that it may stand for."""

    stem: str
    alternatives: tuple[tuple[str, float], ...]
    weight: float = 1.0


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

    @property
    def relevant(self) -> bool:
        """Whether the wish is something that this tool is for."""
        if self.takes_id or (
            self.takes_mention
            and self.coverage >= 0.33
            and (self.words or self.whole or self.exact)
        ):
            return True
        if self.strong:
            return self.coverage >= 0.33
        return self.words > 1 and self.coverage >= 0.75

    @property
    def words(self) -> int:
        """How many words of the wish the tool knows."""
        return sum(reason.startswith("word ") for reason, _ in self.evidence)


def rank(
    toolbox: Toolbox,
    reading: Reading,
    terms: tuple[Term, ...],
    around: set[str],
    subject: str | None,
) -> list[Ranked]:
    """All tools, best first; ties go to the tool that comes first in the request.

    `around` are the types of the ids that the whole question and the one before are about;
    `subject` is the type of the thing that "it" stands for.
    """
    subject = subject if reading.has("pronouns") and not reading.types else None
    around = around | {subject} if subject else around
    ranked = [_ranked(toolbox, card, reading, terms, around, subject) for card in toolbox.cards]
    return sorted(ranked, key=lambda one: -one.score)


def terms_of(toolbox: Toolbox, reading: Reading) -> tuple[Term, ...]:
    """The content words of a wish; values such as names, dates and choices are not among them."""
    taken = [one for one in reading.mentions if one.kind in ("period", "choice")]
    taken += [one for one in reading.of("name") if one.how == "sure" or one.of]
    found: dict[str, Term] = {}
    spoken = phrases_in(reading.plain[reading.start : reading.end])
    for phrase, start, end in spoken:
        trust = _SYNONYM if " " not in phrase.strip() else _PHRASE
        known = tuple((one, trust) for one in synonyms()[phrase] if one in toolbox.counts)
        if known or phrase.startswith("how "):
            found[phrase] = Term(phrase, known)
            taken.append(Mention("quote", phrase, reading.start + start, reading.start + end))
    for word in reading.words:
        inside = any(one.start <= word.start and word.end <= one.end for one in taken)
        following = next((w.stem for w in reading.words if w.start >= word.end), "")
        compound = following in listed("attributes") and not toolbox.type_named([word.stem])
        attribute = compound or (
            word.stem in listed("attributes") and word.stem not in toolbox.counts
        )
        if (
            inside
            or attribute
            or says_little(word.stem)
            or word.stem.isdigit()
            or word.stem in found
        ):
            continue
        weight = 0.4 if _ABOUT.search(reading.text[reading.start : word.start]) else 1.0
        if _MOST.search(reading.text[word.end : reading.end]) and toolbox.type_named([word.stem]):
            weight = 0.3  # "which company has the most tickets" wants tickets first
        found[word.stem] = Term(word.stem, _alternatives(toolbox, word.stem), weight)
    return tuple(found.values())


def _alternatives(toolbox: Toolbox, stem: str) -> tuple[tuple[str, float], ...]:
    found = [(stem, 1.0)] if stem in toolbox.counts else []
    found += [(one, _SYNONYM) for one in synonyms().get(stem, ()) if one in toolbox.counts]
    return tuple(found)


def _ranked(
    toolbox: Toolbox,
    card: Card,
    reading: Reading,
    terms: tuple[Term, ...],
    around: set[str],
    subject: str | None,
) -> Ranked:
    evidence: list[tuple[str, float]] = []
    choices = [one for one in reading.of("choice") if _accepts(card, one)]
    known = total = 2.0 * sum(one.how != "described" for one in choices)
    strong = False
    for term in terms:
        points, telling, is_strong = _word_points(toolbox, card, term)
        total += telling * (1 if points else 3 if term.stem in toolbox.foreign else 0.25)
        if points:
            known += telling
            strong = strong or is_strong
            evidence.append((f"word {term.stem!r}", round(points, 3)))
    mentioned = _mention_points(toolbox, card, reading, terms)
    for found in (
        _letter_points(card, terms),
        mentioned,
        _missing_points(toolbox, card, reading, around),
        _unasked_points(toolbox, card, terms),
        _form_points(card, reading, around),
        _head_points(toolbox, card, reading, subject),
    ):
        evidence += [(reason, round(one, 3)) for reason, one in found if one]
    return Ranked(
        card=card,
        score=round(sum(points for _, points in evidence), 4),
        coverage=known / total if total else 1.0,
        evidence=tuple(evidence),
        strong=strong,
        takes_mention=any(points > 0 for reason, points in mentioned if reason != "a period"),
        takes_id=any(card.takes(key) for key in reading.types),
        exact=any(one.how == "exact" for one in choices)
        and not any(is_foreign(toolbox, term) for term in terms)
        and sum(not term.alternatives for term in terms) < 2,
        whole=all(term.alternatives or term.stem in listed("attributes") for term in terms),
    )


def is_person(name: Mention) -> bool:
    """Whether a name begins with a given name."""
    return stem(name.value.split()[0]) in listed("given") and name.how == "sure"


def is_foreign(toolbox: Toolbox, term: Term) -> bool:
    """Whether a word is of a topic, or a how-to question, that no tool here deals in."""
    unserved = " " in term.stem and not term.alternatives
    return unserved or term.stem in toolbox.foreign


def _word_points(toolbox: Toolbox, card: Card, term: Term) -> tuple[float, float, bool]:
    """Points of a word for a tool, how telling the word is, and whether it is central there."""
    own = toolbox.idf(term.stem)
    telling = max((toolbox.idf(word) for word, _ in term.alternatives), default=own)
    best, strong = 0.0, False
    for word, trust in term.alternatives:
        weight = card.weights.get(word, 0.0)
        if weight:
            idf = toolbox.idf(word)
            idf = min(idf, own) if trust < 1 and term.stem in toolbox.counts else idf
            trust *= 1.0 if card.of_kind("search") else term.weight
            best = max(best, trust * idf * weight * (1 + _SATURATION) / (weight + _SATURATION))
            strong = strong or word in card.strong
    return best, telling, strong


def _letter_points(card: Card, terms: tuple[Term, ...]) -> list[tuple[str, float]]:
    """Character n-grams catch what stems miss, such as printer and printing."""
    if not terms:
        return []
    known = card.grams
    shares = [len(grams(one.stem) & known) / len(grams(one.stem)) for one in terms]
    points = 0.8 * sum(shares) / len(shares)
    return [("similar letters", points)] if points >= 0.1 else []


def _accepts(card: Card, choice: Mention) -> bool:
    return card.choice(choice.of, choice.options) is not None


def _mention_points(
    toolbox: Toolbox, card: Card, reading: Reading, terms: tuple[Term, ...]
) -> list[tuple[str, float]]:
    """Points for the values of the wish that the tool can take, off for those that it cannot."""
    ids = {one.of: one for one in reversed(reading.of("id"))}
    found = [
        (f"id {one.value}", _id_points(toolbox, card, one, reading, terms)) for one in ids.values()
    ]
    choices: dict[int, tuple[str, float]] = {}
    for one in reading.of("choice"):
        points = _choice_points(toolbox, card, one)
        if points > choices.get(one.start, ("", -9.0))[1]:
            choices[one.start] = (f"choice {one.value}", points)
    found += choices.values()
    if reading.of("mail") and card.of_kind("mail"):
        found.append(("an e-mail address", 2.0))
    if any(one.takes_code(code.value) for one in card.parameters for code in reading.of("code")):
        head = head_type(toolbox, reading)
        found.append(("a code", 2.0 if head in (None, toolbox.main_types[card.name]) else 0.8))
    if (
        any(one.how == "sure" for one in reading.of("name"))
        and not toolbox.named_types
        and not terms
    ):
        found += [("something to search for", 0.5)] if card.of_kind("search") else []
    if any(one.how == "sure" for one in reading.of("name")):
        person = toolbox.takes_people and all(is_person(one) for one in reading.of("name"))
        if person and any(one.takes_people for one in card.parameters):
            found.append(("somebody's name", 1.2))
        elif person:
            pass
        elif any(one.takes_names for one in card.parameters):
            found.append(("a name", 0.3 if terms else 0.8))
        elif toolbox.main_types[card.name] in toolbox.named_types:
            found.append(("about what has a name", 0.5))
    ends = [listed("origins"), listed("destinations")]
    places = {n for one in reading.of("name") for n, end in enumerate(ends) if stem(one.of) in end}
    if any(ends[n] & set(p.stems) for n in places for p in card.of_kind("text")):
        found.append(("where from or to", 1.5))
    if reading.of("period") and card.of_kind("day"):
        found.append(("a period", 0.9))
    if any(one.value.ahead for one in reading.of("period")):
        found += (
            [("days ahead", 1.3)] if any("day" in p.stems for p in card.of_kind("whole")) else []
        )
    return found


def _id_points(
    toolbox: Toolbox, card: Card, mention: Mention, reading: Reading, terms: tuple[Term, ...]
) -> float:
    """A tool that takes the id gains; so does the only one for a thing that the id leads to."""
    if parameter := card.takes(mention.of):
        return 2.2 if parameter.required else 1.8
    kind, getter = toolbox.main_types[card.name], toolbox.getter(mention.of)
    about = toolbox.subjects[card.name]
    if about and about == head_type(toolbox, reading) and getter not in (None, card):
        return 0.3  # the record of the id may lead there
    known = [term.stem for term in terms if term.alternatives]
    named = bool(known) and all(stem in toolbox.nouns.get(str(kind), ()) for stem in known)
    alike = (one for one in toolbox.cards if toolbox.main_types[one.name] == kind)
    direct = named and any(one.takes(mention.of) for one in alike)
    return 1.2 if named and not direct and card is toolbox.getter(str(kind)) else -0.9


def _choice_points(toolbox: Toolbox, card: Card, choice: Mention) -> float:
    """A choice that the tool cannot take counts against it, unless a lookup can filter by it."""
    trust = _TRUST[choice.how]
    if _accepts(card, choice):
        return trust + (0.5 if card.strong & set(stems_of(choice.value)) else 0.0)
    finders = [other for one in card.ids for other in toolbox.finders(one.type_key)]
    if trust < 0.9 or any(one is not card and _accepts(one, choice) for one in finders):
        return 0.0
    if set(stems_of(choice.value)) <= card.central:
        return 0.6 * trust
    kind = toolbox.main_types[card.name]
    alike = (one for one in toolbox.cards if kind and toolbox.main_types[one.name] == kind)
    return -0.8 if any(_accepts(one, choice) for one in alike) else -0.3


def _form_points(card: Card, reading: Reading, around: set[str]) -> list[tuple[str, float]]:
    """Who does not ask for counts wants the things themselves."""
    counts = reading.has("counts")
    if counts and listed("counts") & card.strong:
        return [("counts things", 2.2 if reading.has("averages") else 1.2)]
    asks = reading.words and reading.words[0].stem in listed("inquiries")
    if card.acts and asks:
        return [("asks, and orders nothing", -1.5)]
    lists = bool(listed("listing") & set(stems_of(card.summary)[:1]))
    return [("lists things", 0.3)] if lists and not counts and not around else []


def _head_points(
    toolbox: Toolbox, card: Card, reading: Reading, subject: str | None
) -> list[tuple[str, float]]:
    """The thing that the wish names first is the thing it wants; "it" is what came before."""
    found = []
    opening = next((w.stem for w in reading.words if w.stem not in listed("fillers")), "")
    if opening in listed("actions"):
        phrases = [phrase for phrase, _, _ in phrases_in(reading.said)]
        meant = {
            opening,
            *(other for one in (opening, *phrases) for other in synonyms().get(one, ())),
        }
        found += [("does what is asked", 1.5)] if meant & set(card.name_stems) else []
    head = head_type(toolbox, reading)
    if head and toolbox.main_types[card.name] == head:
        found.append(("about the thing asked for", 1.2))
    if subject and (parameter := card.takes(subject)):
        found.append(("takes what came before", 1.0 if parameter.required else 0.6))
    return found


def head_type(toolbox: Toolbox, reading: Reading) -> str | None:
    """The type of thing named first: "which orders of …", but not "the size of the order"."""
    if most := _MOST.search(reading.said):
        return toolbox.type_named(stems_of(most.group(1)))
    choices = [(one.start, one.end) for one in reading.of("choice", "name")]
    for word in reading.words:
        if says_little(word.stem) or any(a <= word.start < b for a, b in choices):
            continue
        return toolbox.type_named([word.stem])
    return None


def referred_type(reading: Reading, toolbox: Toolbox) -> str | None:
    """The type that "this order" or "the guest" speaks of; "" for a pronoun alone, else None."""
    for before, word in zip(reading.words, reading.words[1:], strict=False):
        plural = word.text.lower().endswith("s") and before.text.lower() not in ("two", "both")
        if before.text.lower() in listed("definites") and not plural:
            if key := toolbox.type_named([word.stem]):
                return key
    return "" if reading.has("pronouns") else None


def resolver(toolbox: Toolbox, key: str, mention: Mention) -> tuple[Card, Parameter] | None:
    """The tool, and its parameter, that finds ids of this type by what is mentioned."""
    for card in toolbox.cards if mention.kind != "id" else ():
        if toolbox.main_types[card.name] != key:
            continue
        for parameter in card.parameters:
            if any(one.required and one is not parameter for one in card.parameters):
                continue
            match mention.kind:
                case "name" if parameter.takes_names and "host" not in parameter.name:
                    return card, parameter
                case "name" if parameter.kind == "search" and key not in toolbox.named_types:
                    return card, parameter
                case "mail" if parameter.kind == "mail":
                    return card, parameter
                case "code" if parameter.takes_code(mention.value):
                    return card, parameter
                case "choice" if card.choice(mention.of, mention.options) is parameter:
                    return card, parameter
    return None


def _unasked_points(
    toolbox: Toolbox, card: Card, terms: tuple[Term, ...]
) -> list[tuple[str, float]]:
    """Points off for a name that says more than was asked for."""
    asked = {word for term in terms for word, _ in term.alternatives}
    extra = [
        one for one in card.name_stems if one not in asked | card.type_stems | toolbox.prefixes
    ]
    return [(f"{one!r} was not asked for", -0.45) for one in extra]


def _missing_points(
    toolbox: Toolbox, card: Card, reading: Reading, around: set[str]
) -> list[tuple[str, float]]:
    """Points off for required ids that the wish does not bring."""
    if not card.required and card.any_of:
        given = any(one.type_key in around for one in card.any_of) or bool(reading.of("name"))
        if not given and not any(one.kind in ("search", "text") for one in card.any_of):
            return [("needs " + " or ".join(one.name for one in card.any_of), -1.4)]
    around = around | {referred_type(reading, toolbox) or ""}
    missing = [one for one in card.required if one.kind == "id" and one.type_key not in around]
    if card.required and not reading.of("id") and _ID_OF.search(reading.said):
        return (
            [("the id itself is asked for", -1.5)]
            if any(p.kind == "id" for p in card.required)
            else []
        )
    others = [toolbox.getter(one.type_key) for one in missing]
    choices = reading.of("choice")
    if missing and all(one and any(_accepts(one, c) for c in choices) for one in others):
        return [("another tool can filter for it", 0.9)]
    named = [one for one in reading.of("name") if one.how == "sure"]
    found = all(any(resolver(toolbox, p.type_key, one) for one in named) for p in missing)
    costs = 0.1 if named and found else 1.1
    vague = all(word.stem in toolbox.counts or word.stem in common() for word in reading.words)
    costs = min(costs, 0.2) if reading.has("singular") and vague else costs
    return [(f"needs {one.name}", -costs) for one in missing]
