"""What a wish is about: the thing it names first, "this order", somebody's name."""

import re

from itsupport.offline.selector.language.words import Word, listed, says_little, stem, stems_of
from itsupport.offline.selector.question.reading import Mention, Reading
from itsupport.offline.selector.ranking.terms import MOST
from itsupport.offline.selector.tools.cards import Card
from itsupport.offline.selector.tools.schemas import Parameter
from itsupport.offline.selector.tools.toolbox import Toolbox

_WAITING = re.compile(
    r"\bwait\w* (?:for|on)\s+(?:the|an?|our|my|their|this|that)\s+$", re.IGNORECASE
)
_COLUMN = re.compile(r"\s+(?:numbers|ids|names|dates|titles|amounts)\b", re.IGNORECASE)
_DOES = re.compile(
    r"\s+(?:are|had?|have|can|will|must|should|did|were|came|went|got|ran|fell"
    r"|\w+ed|\w*[^\W_s]s)\b(?!')",
    re.IGNORECASE,
)
_NOUN_BEFORE = re.compile(
    r"(?:\b(?:an?|any|every|each|all|some|the|no|which|what)\s+(?:[\w-]+\s+){1,2}"
    r"|\b(?!(?:is|was|has|does|this|less|us)\s)\w*s\s+)$",
    re.IGNORECASE,
)
_WHO_DOES = re.compile(r"\s+(?:i|we|you|he|she|they|nobody|no one|somebody|someone)\b", re.I)
_THIS = re.compile(r"\b(?:this|that)\s+$", re.IGNORECASE)
_WHO = re.compile(r"who(?:'s|ever)?|everybody|everyone|anybody|anyone|somebody|people|those")
_IS_THERE = r"(?:is|are|was|were|be|out|any|a|an)"
_THERE = re.compile(
    rf"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bout )\bthere\b(?!\W*{_IS_THERE}\b)",
    re.IGNORECASE,
)
_DEFINED = re.compile(r"\s+(?:that|which|who)\s+(?:is|are|was|were|has|have|had)\b", re.IGNORECASE)


def is_person(name: Mention) -> bool:
    """Whether a name begins with a given name."""
    return stem(name.value.split()[0]) in listed("given") and name.how == "sure"


def takes_reports(card: Card) -> bool:
    """Whether a tool passes on what is broken: any word may say what that is."""
    return card.acts and bool(listed("broken") & card.central) and bool(card.of_kind("text"))


def acts(name: Mention, reading: Reading) -> bool:
    """Whether the name is of somebody who does something: "by Ada", "what Ada works on"."""
    after = [word for word in reading.words if word.start >= name.end][:3]
    before = [word for word in reading.words if word.end <= name.start][-2:]
    works = any(word.stem in listed("work") for word in (*after, *before))
    return works or name.of == "by" or (name.of == "to" and name.how == "sure")


def works_there(person: Mention, reading: Reading) -> bool:
    """Whether the firm of somebody follows, which is what to look up: "Ada Lovelace at Acme"."""
    joint = "at|of|from|with" if is_person(person) or not person.of else "at"
    after = (one.start for one in reading.of("name") if one.start > person.end)
    return any(re.fullmatch(rf",? (?:{joint}) ", reading.text[person.end : n]) for n in after)


def head_type(toolbox: Toolbox, reading: Reading) -> str | None:
    """The type of thing named first: "which orders of …", but not "the size of the order"."""
    return reading.once("head", lambda: _head_type(toolbox, reading))


def _head_type(toolbox: Toolbox, reading: Reading) -> str | None:
    if most := MOST.search(reading.said):
        return toolbox.type_named(stems_of(most.group(1)))
    choices = [(one.start, one.end) for one in reading.of("choice", "name")]
    seen = False
    for word in reading.words:
        if says_little(word.stem) or any(a <= word.start < b for a, b in choices):
            if seen:
                return None
        elif key := toolbox.type_named([word.stem]):
            return key
        else:
            seen = seen or word.stem not in listed("orders")
    return None


def referred_type(reading: Reading, toolbox: Toolbox) -> str | None:
    """The type that "this order" or "the guest" speaks of; "" for a pronoun alone, else None."""
    return reading.once("referred", lambda: _referred_type(reading, toolbox))


def _referred_type(reading: Reading, toolbox: Toolbox) -> str | None:
    for before, word in zip(reading.words, reading.words[1:], strict=False):
        text = re.sub(r"['\u2019]s$", "", word.text.lower())
        plural = text.endswith("s") and before.text.lower() not in ("two", "both")
        key = toolbox.type_named([word.stem])
        if before.stem in listed("whole"):
            before = next((one for one in reading.words if one.end == before.start - 1), before)
        if is_waited_for(reading, word):
            continue
        if _DEFINED.match(reading.text[word.end :]) or _COLUMN.match(reading.text[word.end :]):
            continue  # "the orders that are late": told right here; "the order numbers": all
        if key and before.text.lower() in listed("definites") and not plural:
            return key
    for choice in reading.of("choice"):
        if choice.how != "described" and _THIS.search(reading.text[: choice.start]):
            return next((key for key in toolbox.nouns if resolver(toolbox, key, choice)), None)
    return "" if _has_pronoun(reading) and not _is_bound(reading, toolbox) else None


def _has_pronoun(reading: Reading) -> bool:
    """Whether "it" or "that" stands for something: not in "orders that are late", "that we …"."""
    said = (one for one in reading.words if one.stem in listed("pronouns"))
    return any(not (one.text.lower() == "that" and _relates(reading, one)) for one in said)


def _relates(reading: Reading, that: Word) -> bool:
    """Whether "that" opens what is said of a noun: "any ticket that ends", not "pay that"."""
    before = reading.text[reading.start : that.start]
    after = reading.text[that.end :]
    does = _DOES.match(after) and _NOUN_BEFORE.search(before)
    return bool(does or _WHO_DOES.match(after))


def is_waited_for(reading: Reading, word: Word) -> bool:
    """Whether a word only belongs to a state: "waiting for the customer"."""
    return _WAITING.search(reading.text[: word.start]) is not None


def _is_bound(reading: Reading, toolbox: Toolbox) -> bool:
    """Whether "their" belongs to the same part: "who is behind with their payments"."""
    words = [word.text.lower() for word in reading.words]
    things = [w.text.endswith("s") and bool(toolbox.type_named([w.stem])) for w in reading.words]
    meant = {word for word in words if stem(word) in listed("pronouns")}
    theirs = meant == {"their"}  # "boxes with their makers", but not "boxes that they have"
    named = (n for n, word in enumerate(words) if _WHO.fullmatch(word) or (theirs and things[n]))
    who = next(named, len(words))
    return meant <= {"their", "they", "them"} and bool(meant & set(words[who:]))


def points_there(reading: Reading) -> bool:
    """Whether "there" is a place that was spoken of: not in "is there a guide?"."""
    return _THERE.search(reading.said) is not None


def resolver(toolbox: Toolbox, key: str, mention: Mention) -> tuple[Card, Parameter] | None:
    """The tool, and its parameter, that finds ids of this type by what is mentioned."""
    of_another = mention.kind == "code" and toolbox.type_named([mention.of]) not in (None, key)
    if mention.kind == "id" or of_another:
        return None  # "the machine web-shop" is no ticket
    for card in (one for one in toolbox.cards if toolbox.main_types[one.name] == key):
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
                case "code" if parameter.takes_code(mention.value, mention.of):
                    return card, parameter
                case "choice" if card.choice(mention.of, mention.options) is parameter:
                    return card, parameter
    return None
