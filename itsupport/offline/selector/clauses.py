"""Splitting a question into clauses: "…, and who are the customers?" is a second wish.

What only tells a story ("I meet them at noon.") is background, as soon as another clause asks for
something.
"""

import re
from collections.abc import Iterator

from itsupport.offline.selector.reading import BLANK, Reading
from itsupport.offline.selector.words import (
    listed,
    phrases_in,
    says_little,
    stems_of,
    words_listed,
    words_of,
)

Span = tuple[int, int]

_ASKS = (
    r"who|whom|whose|what|which|where|when(?=\s+(?:is|are|was|were|do|does|did|will|can|has|have|should|would|must)\b)|why|how|is|are|was|were|do|does|did|can|could|has|have|will|would|should|may"
    r"|any|anything|show|list|find|give|tell|get|look|pull|check|compare|search|display|please|pls|plz|name|fetch|open|read"
    r"|count|sort|rank|add up|sum up|sum|summari[sz]e|explain|describe|remind|calculate|work out|bring|see if|verify|confirm"
    r"|print|dig|need|also|in which|for which|of which|on which|from which|at which|to whom|about which|up to which"
)
_WANTS = (
    r"(?:i|we) (?:just |only |really |also |would |'d )*(?:need|want|like|have to know|must know|am looking|are looking|wonder)"
    r"|(?:i|we)'d (?:just |also )*(?:like|love|need)|i'm (?:looking|wondering|after)|we're (?:looking|after)|let me|let's see|looking for|remind me|tell me|show me|give me|send me"
)
_DEEDS = "|".join(sorted(words_listed("actions")))
_SPLIT = re.compile(
    rf"\s*(?:[;!?\n]+|(?<!i\.e)(?<!e\.g)(?<!\betc)\.(?=\s(?!\s*\d)|$)|\s-+\s|(?<=[\w¤]):\s(?!\W*¤{{8}})|\s\((?=[A-Z]\w* [a-z]+ )"
    rf"|,?\s*\band (?:after that|afterwards|next|finally),?\s+|,?\s*\b(?:and|then|but|plus|so|n|&)\b,?\s+(?=(?:(?:also|then|please|so|now) )*(?:{_ASKS}|{_WANTS})\b)"
    rf"|,\s*(?=(?:{_ASKS}|{_WANTS}|because|since|as i|as we|so|if you|that's)\b)|\s+(?=because\b)|\s+(?=(?:before|so that|since|as|while|unless|when|if|whenever) (?:i|we|he|she|they|you|it|everything|something|nobody|nothing|everybody|somebody|somebody|all)\b)"
    rf"|,?\s+(?:and|then)\s+(?=(?:{_DEEDS})\s+(?:it|them|me|a|an|the|this|that|my|our|her|him|¤|\d))"
    rf"|\bor\b\s+(?=\w+\s+(?:in\b|within\b|before\b|by\b|until\b|¤))"
    rf"|(?<=want to know)\b|(?<=wants to know)\b|(?<=like to know)\b|(?<= is asking)\b|(?<= asks)\b|(?<= asked)\b|(?<=wondering)\b|(?<=wonder)\b|(?<=can you tell me)\b)\s*",
    re.IGNORECASE,
)
_FILLERS = r"^[^\w¤]*(?:(?:hi|hello|hey|hiya|dear|good|morning|afternoon|evening|ok|okay|so|well|and|also|then|now|sorry|thanks|thank you|just|but|quick|question|oh|team|there|all|kindly|if|whether|great|cool|no|yes|actually|hmm|right|next|finally|one more|first)\b[^\w¤]*)*"
_REQUEST = re.compile(rf"{_FILLERS}(?:{_ASKS}|{_WANTS})\b", re.IGNORECASE)
_MARKED = re.compile(
    rf"\b(?:{_WANTS}|please|pls|could you|can you|would you"
    r"|wants? (?:everything|all|a list|to see|to have)|(?:wants?|needs?) to know\s+\S)",
    re.IGNORECASE,
)
_OPENER = r"^[^\w¤]*(?:(?:hi|hello|hey|ok|okay|so|well|and|but|oh|sorry|thanks|yes|no|lol|now|yesterday|today|tomorrow|as|since|because|before|after|when|while|if|though|although|once|until|in case|for)\b[^\w¤]*)*"
_PRONOUN = re.compile(
    rf"{_OPENER}(?:i|we|he|she|they|it|you|that|this|there|somebody|someone|nobody|everybody)(?:'\w+|\s+\w+)",
    re.IGNORECASE,
)
_NOUN_FIRST = re.compile(
    rf"{_OPENER}(?:(?:(?:my|our|his|her|their|the|a|an|some|this|that)\s+)?(?:[\w'-]+|¤+)\s+)(?P<rest>(?:[\w'-]+\s+){{0,5}}?[\w'-]+)",
    re.IGNORECASE,
)
_DISMISSED = re.compile(
    r"\W*(?:pay no (?:attention|heed)|never ?mind|ignore (?:that|it|this)|leave (?:it|that)|forget (?:it|that)"
    r"|don't (?:do|mind) (?:that|it)|no(?: thanks)?$|lol no|what do you call)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r",\s*(?:and\s+|or\s+)?|\s+(?:and|as well as|plus|&|or|\+|n)\s+", re.IGNORECASE)
_COLUMNS = re.compile(
    r",?\s*\b(?:with|including|incl\.|showing|plus)\s+(?:their|its|the|all)?\s*"
    r"((?:[\w-]+(?:\s+[\w-]+)?)(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?:the\s+)?[\w-]+(?:\s+[\w-]+)?)+)",
    re.IGNORECASE,
)


_SUBORDINATE = re.compile(
    r"\W*(?:when|if|before|after|while|because|since|as|so that)\s", re.IGNORECASE
)
_PREPOSITION = re.compile(
    r"(?:from|to|since|until|in|on|at|by|for|with|of|not|past|or)\b", re.IGNORECASE
)
_RELATIVE = {"whose", "which", "that", "who", "where"}


def clauses_of(reading: Reading) -> tuple[list[Span], list[Span]]:
    """The places of the clauses that ask for something, and of those that are background."""
    told: list[Span] = []
    stories: list[Span] = []
    for span, marked in _split(reading.plain):
        text = reading.plain[slice(*span)]
        asks = marked and not (told and _SUBORDINATE.match(text))
        requested = _REQUEST.search(text) or _MARKED.search(text)
        quoting = re.search(rf":\W*{BLANK}{{8,}}", text) and not requested
        if _DISMISSED.match(text):
            continue
        courtesy = all(w.stem in listed("courtesy") or says_little(w.stem) for w in words_of(text))
        if not _says_something(reading, span) or (
            courtesy
            and span != (0, len(reading.plain))
            and BLANK not in text
            and not phrases_in(text)
            and not reading.part(*span).mentions
        ):
            continue
        (told if not quoting and (requested or asks or not _is_story(text)) else stories).append(
            span
        )
    return (told, stories) if told else (stories, [])


def _is_story(text: str) -> bool:
    """Whether a clause tells something: "we meet them at noon", "my screen stays black"."""
    if re.search(r"\b(?:which|what|whose)\b", text, re.IGNORECASE):
        return False
    if _PRONOUN.match(text):
        return True
    told = _NOUN_FIRST.match(text)
    words = re.findall(r"[\w']+", text[told.start("rest") :].lower())[:7] if told else []
    place = next((n for n, word in enumerate(words) if word in words_listed("verbs")), None)
    return place is not None and not _RELATIVE & set(words[:place])


def _split(text: str) -> Iterator[tuple[Span, bool]]:
    """The clauses of a text, each with whether a question mark ends it."""
    start = 0
    for match in _SPLIT.finditer(text):
        part = text[start : match.start()]
        if (
            len(words_of(part)) < (3 if "," in match.group() else 2)
            and match.end() < len(text)
            and BLANK not in part
            and "?" not in match.group()
        ):
            continue  # a single word opens what follows
        yield (start, match.start()), "?" in match.group()
        start = match.end()
    yield (start, len(text)), False


def nouns_joined_in(reading: Reading, span: Span) -> Iterator[tuple[Span, Span]]:
    """The ways to cut a clause at "and", "or" or a comma into a left and a right part."""
    for match in _JOINT.finditer(reading.plain, *span):
        left, right = (span[0], match.start()), (match.end(), span[1])
        if _PREPOSITION.match(reading.plain, match.end()):
            continue
        if _says_something(reading, left) and _says_something(reading, right):
            yield left, right


def in_parentheses(reading: Reading) -> list[Span]:
    """The items of a list in parentheses or after a colon, such as "(orders, refunds)"."""
    match = re.search(r"\(([^()]*)\)?|:\s*([^:?]*,[^:?]*)", reading.plain)
    if not match:
        return []
    spans, group = [], 1 if match.group(1) is not None else 2
    if group == 2 and any(len(one.split()) > 4 for one in match.group(2).split(",")):
        return []
    for item in re.finditer(r"(?:(?!,|\band\b|/).)+", match.group(group)):
        start = match.start(group) + item.start()
        if item.group().strip():
            spans.append((start, start + len(item.group())))
    return spans


def columns_in(text: str, attributes: frozenset[str]) -> list[Span]:
    """The lists of columns in a text: "with ids, names and dates".

    `attributes` are the stems of what records may have, such as the names of parameters.
    """
    found = []
    for match in _COLUMNS.finditer(text):
        stems = [one for one in stems_of(match.group(1)) if one not in listed("stopwords")]
        known = sum(one in attributes or one in listed("columns") for one in stems)
        if stems and 2 * known >= len(stems) and any(one in listed("columns") for one in stems):
            found.append(match.span())
    return found


def _says_something(reading: Reading, span: Span) -> bool:
    """Whether a stretch holds a value or a word that tells tools apart."""
    part = reading.part(*span)
    told = any(not word.stem.isdigit() and not says_little(word.stem) for word in part.words)
    return told or bool(part.mentions) or bool(phrases_in(reading.plain[slice(*span)]))
