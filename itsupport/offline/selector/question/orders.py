"""Orders: what no tool here does, and the deed whose verb is said."""

import re
from collections.abc import Sequence

from itsupport.offline.selector.language.phrases import phrases_in
from itsupport.offline.selector.language.words import listed, stem, stems_of, synonyms
from itsupport.offline.selector.question.reading import BLANK, Reading
from itsupport.offline.selector.ranking.ranked import Ranked
from itsupport.offline.selector.tools.cards import Card
from itsupport.offline.selector.tools.toolbox import Toolbox

_MEANING = re.compile(
    r"\bwhat (?:do|does|did|would) (?:the |this |that )?(?:words?|terms?|phrases?|sentences?"
    r"|abbreviations?|acronyms?|lines?)\b.*\b(?:mean|stand for|do)\b"
    r"|\b(?:summari[sz]e|translate|read|explain|shorten) (?:me )?(?:this|the following|that)\W+"
    r"(?:e?mail|text|message|log|note|letter|code|sentence|paragraph|lines?)\b"
    r"|\brole[- ]?play|\b(?:pretend|imagine) (?:to be|(?:that )?you(?:'re| are| were))\b"
    r"|\bwhich language\b|\brepeat (?:after me|this|the following)\b",
    re.IGNORECASE | re.DOTALL,
)
_GENERAL = re.compile(
    r"\bwhich\b.*\b(?:suits?|better for|should (?:i|we|one) (?:choose|pick|prefer|put|buy|get))\b"
    r"|\bwhat(?:'s| is| are) (?:an? (?!list\b)|the difference between an? )"
    r"|\bwhat an? [\w -]+ (?:is|means)\b|\bthe best\b.*\bever\b|\bmakes? the best\b"
    r"|\b(?:cover letter|slogan|dialogue)\b|\bsolve\b[^.?!]*=|\b[a-z]\^\d"
    r"|\b\d+(?:\.\d+)? ?(?:%|percent) of \d|\bsolve for\b|\d[a-z]? ?[-+*/^] ?\d[\w ]*="
    r"|\bremind (?:me|us)\b[^.?!]* to (?!what|who|which)",
    re.IGNORECASE | re.DOTALL,
)
_NO_DEED = re.compile(
    r"(?:(?:set|lay|write|spell|print|put) (?:it |them |that )?(?:out|down)|sign up for)\b",
    re.IGNORECASE,
)
_CREATES = re.compile(
    r"(?:\W|\b(?:please|pls|can (?:you|i|we)|could you|and|so|now"
    r"|(?:i|we)(?:'d| would)? (?:want|need|like) (?:you )?to)\b)*"
    r"(?:(?:open|raise|file|log)(?: up)?(?: me| us)? (?:an?|another|one more)"
    r"|(?:add|create|make|register|enter|set up)(?: me| us)? (?:a|another|one more) new) [a-z]\w+",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:please|pls|plz|kindly|you|u|to|and|then)\s+$", re.IGNORECASE)
_SHOWS = re.compile(
    r"(?:send|mail|e?mail|forward) (?:me|us)\b"
    r"(?! an? (?:\w+ )?(?:e?mail|sms|text|reminder|message|notification|copy)\b)",
    re.IGNORECASE,
)
"""Who wants a thing sent to them wants to see it."""
_OBJECT = re.compile(
    r"\s+(?:(?:to|it|them|him|us|everybody|all|a|an|the|this|that|these|my|our|their|her|me|for|and"
    r"|one|two|three|four|five|six|some|more|another|new)\b"
    r"|(?-i:[A-Z])|\d|\W)",
    re.IGNORECASE,
)
_NOUNS = re.compile(
    r"\s*(?:and|or|&|/|,)\s*([a-z]+) (?:[a-z]+ )?(?:of|for)\b(?! (?:me|us|her|him)\b)"
)
_VERB = re.compile(
    r"(?:\b(?:please|pls|plz|kindly|(?:can|could|would|will) you(?: please)?"
    r"|(?:i|we)(?:'d| would) like (?:you )?to|want (?:you )?to|need (?:you )?to)\s+|^\W*)"
    r"(?!please|kindly)([a-z]{3,})\b",
    re.IGNORECASE,
)


def ordered(ranked: Sequence[Ranked], part: Reading) -> Ranked | None:
    """The deed whose own verb is said where a list of such things ranks first.

    "I'd like to book a court" is no list of bookings.
    """
    said = {stem(one) for one in _VERB.findall(part.plain[part.start : part.end])}
    if not ranked or not ranked[0].relevant or ranked[0].card.acts:
        return None
    if said & {_verb(ranked[0].card)}:
        return None
    return next((one for one in ranked if one.card.acts and said & {_verb(one.card)}), None)


def _verb(card: Card) -> str:
    name = stems_of(card.name)
    return next(iter(name[name[:1] == (card.prefix,) :]), "")


def is_unserved(toolbox: Toolbox, part: Reading) -> bool:
    """Whether a clause opens with something to do that no tool here speaks of."""
    told = part.of("id", "code", "mail", "quote")
    if _MEANING.search(part.said) or (_GENERAL.search(part.said) and not told):
        return True
    made = _CREATES.match(part.text[part.start : part.end])
    if made and not any(0 <= one.start - part.start - made.end() < 3 for one in told):
        return not any(card.acts or _verb(card) in part.stems for card in toolbox.cards)
    phrases = [phrase for phrase, _, _ in phrases_in(part.said)]
    if any(_does(card, one) for one in phrases for card in toolbox.cards if card.acts):
        return False
    word = next((one for one in part.words if one.stem not in listed("fillers")), None)
    if word is None or word.stem not in listed("actions"):
        return False
    asked = _ASKED.search(part.text[: word.start]) or _OBJECT.match(part.text[word.end :])
    if _SHOWS.match(part.text[word.start :]):
        return False
    joined = _NOUNS.match(part.text[word.end :])
    deed = joined and stem(joined[1]) in listed("actions") - listed("papers")
    if word.stem in listed("papers") and (not asked or (joined and not deed)):
        return False  # "mail program", "order history", "email and phone of Ada": a noun
    if BLANK in part.plain[part.start : word.start]:
        return False  # "X reset it": somebody did
    if word.text.lower().endswith(("ed", "ing")) or _NO_DEED.match(part.text[word.start :]):
        return False
    return not any(_does(card, word.stem) for card in toolbox.cards)


def _does(card: Card, action: str) -> bool:
    """Whether a tool's name or the opening of its description speaks of an action."""
    said = {*card.name_stems, *stems_of(card.name), *stems_of(card.summary)[:6], *card.states}
    return bool(said & {action, *synonyms().get(action, ())})
