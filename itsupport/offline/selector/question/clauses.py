"""Splitting a question into clauses: "…, and who are the customers?" is a second wish.

What only tells a story ("I meet them at noon.") is background, as soon as another clause asks for
something.
"""

import re
from collections.abc import Iterator

from itsupport.offline.selector.language.phrases import phrases_in
from itsupport.offline.selector.language.words import (
    listed,
    says_little,
    words_of,
)
from itsupport.offline.selector.question.reading import BLANK, Reading
from itsupport.offline.selector.question.recording import RECORDS_IT
from itsupport.offline.selector.question.sentences import (
    ASKS,
    DEEDS,
    HANDLES,
    MARKED,
    REQUEST,
    WANTS,
    is_own_deed,
    is_story,
)

Span = tuple[int, int]
_CLAUSE_BEGINS = rf"(?=(?:(?:also|then|please|so|now|just|instead|simply) )*(?:{ASKS}|{WANTS})\b)"
_STORY_BEGINS = "(?:{}) (?:{})".format(
    "before|so that|since|as|while|unless|when|if|whenever",
    "i|we|he|she|they|you|it|everything|something|nobody|nothing|everybody|somebody|all",
)
_ASKS_HOW = re.compile(r"\W*(?:and |but |so )?(?:how|what|which|when|where|who)\b", re.IGNORECASE)
_OUT_OF = re.compile(r"\W*(?:and )?(?:of|among|out of|from) (?:the|all|our|my|your|those)\b", re.I)
_ONES = re.compile(r"which (?:ones?|of them)\b", re.IGNORECASE)
_OBJECT = r"(?:it|them|me|a|an|the|this|that|my|our|her|him|¤|\d)"
_ENDS = "|".join(
    [
        r"[;!?\n]+",
        r"(?<!i\.e)(?<!e\.g)(?<!\betc)\.(?=\s(?!\s*\d)|$)",
        r"\s-+\s",
        r"(?<=[\w¤)]):\s(?!\W*¤{8})",
        r"\s\((?=(?-i:[A-Z]\w* [a-z]+ ))",
        r",?\s*\band (?:after that|afterwards|next|finally),?\s+",
        r",?\s*\b(?:and |but )?(?:besides|(?:beside|apart from|on top of) (?:that|this)|in addition"
        r"|additionally|secondly),?\s+",
        r",?\s*\band,? (?:separately|apart from that|as a second thing),?\s+",
        r"[,;]\s*(?:and )?then\s+(?=(?:the|any|a|an|all|whether|its?|their|what\w*)\b)",
        rf",?\s*\b(?:and|then|but|plus|so|n)\b,?\s+{_CLAUSE_BEGINS}",
        rf"\s+(?:&|\+|/)\s+{_CLAUSE_BEGINS}",
        rf",\s*(?=(?:{ASKS}|{WANTS}|because|since|as i|as we|so|if you|that's"
        r"|i have|i've got|we have|(?:i|we) (?:don't|do not|haven't|can't|cannot))\b)",
        r"\s+(?=because\b)",
        r",?\s*\b(?:otherwise|or else),?\s+",
        r",?\s+(?:and|or)\s+(?=whether\b)",
        r"\s+(?=(?:can|could|would) (?:you|u) \w+)",
        rf"\s+(?={_STORY_BEGINS}\b)",
        r",?\s+and\s+(?=(?:now |just |also )?(?:wants|needs|would like) (?!to (?:know|see)\b))",
        r"\s+(?=so (?:i|we|he|she|they|you) (?:can|could|may|know)\b)",
        rf",?\s+(?:and|then)\s+(?=(?:{DEEDS}|{HANDLES})\s+{_OBJECT})",
        r",?\s+and\s+(?=(?:have|get) (?:[\w¤]+ ){1,5}(?:sent|put|made|done|\w+ed)\b)",
        r"\bor\b\s+(?=\w+\s+(?:in\b|within\b|before\b|by\b|until\b|¤))",
        *(
            rf"(?<={said})\b"
            for said in (
                *("want to know", "wants to know", "like to know", " is asking", " asks", " asked"),
                *("wondering", "wonder", "can you tell me"),
            )
        ),
    ]
)
_SPLIT = re.compile(rf"\s*(?:{_ENDS})\s*", re.IGNORECASE)
_DISMISSED = re.compile(
    r"\W*(?:please )?(?:pay no (?:attention|heed)|never ?mind|leave (?:it|that)"
    r"|(?:ignore|forget|disregard) (?:that|it|this|what)"
    r"|don't (?:do|mind) (?:that|it)|no(?: thanks)?$|lol no|what do you call)\b",
    re.IGNORECASE,
)
_TAKES_BACK = re.compile(
    r"\W*(?:please |just )*(?:ignore|forget|disregard) (?:it|that|this|them)\W*", re.IGNORECASE
)
OCCASION = re.compile(
    r"\W*(?:before|for|after|ahead of|during) (?:my|our|the|a)\b[\w ]*", re.IGNORECASE
)
_SET = (
    r"for (?:(?:each|every)\b(?! one\b)[^.?!:;,]*?|(?:all|any|those|everybody|everyone|\w+s"
    r"|(?:all )?the (?:people|[\w -]*?\w+s))\b"
    r"[^.?!:;,]*?\b(?:with|without|that|who|whose|which|where)\b[^.?!:;,]*?)"
)
OF_A_SET = re.compile(rf"\W*{_SET}\W*$", re.IGNORECASE)
"""The things that all the rest is asked of: "for each order that is late"."""
_BEFORE_REQUEST = re.compile(
    rf"((?:^|[.?!]\s+){_SET})\s(?=(?:{WANTS}|show|give|list|tell)\b)", re.IGNORECASE
)
_JOINT = re.compile(r",\s*(?:and\s+|or\s+)?|\s+(?:and|as well as|plus|&|or|\+|n)\s+", re.IGNORECASE)
_DEED = re.compile(rf"\W*(?:(?:{DEEDS})\s+{_OBJECT}|let(?:'s| us))\b", re.IGNORECASE)
_SUBORDINATE = re.compile(
    r"\W*(?:when|if|before|after|while|because|since|as|so that)\s", re.IGNORECASE
)
_PREPOSITION = re.compile(
    r"(?:from|to|since|until|in|on|at|by|for|with|of|not|past|or|more|less|fewer|longer"
    r"|older|over|under|above|below)\b",
    re.IGNORECASE,
)


def clauses_of(reading: Reading) -> tuple[list[Span], list[Span]]:
    """The places of the clauses that ask for something, and of those that are background."""
    told: list[Span] = []
    stories: list[Span] = []
    asked = dismissed = False
    for span, marked in _split(_BEFORE_REQUEST.sub(r"\1,", reading.plain)):
        text = reading.plain[slice(*span)]
        if RECORDS_IT.fullmatch(text) and span[0]:
            told.append((_taken_back(told, stories), span[1]))
            continue
        asks: object = marked and not (told and _SUBORDINATE.match(text))
        asks = asks or (OF_A_SET.match(text) and span[1] < len(reading.plain))
        requested = REQUEST.search(text) or MARKED.search(text)
        follows = reading.plain[span[1] :].lstrip()[:8]
        introduces = re.search(rf":\W*{BLANK}{{8,}}", f"{text} {follows}")
        quoting = bool(introduces) and not requested
        occasion = OCCASION.fullmatch(text) and not OF_A_SET.match(text)
        if occasion and reading.plain[span[1] :].startswith(":"):
            stories.append(span)
            continue
        if _DISMISSED.match(text):
            dismissed = True
            if _TAKES_BACK.fullmatch(text):
                _taken_back(told, stories)
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
        listed_here = reading.plain[: span[0]].rstrip().endswith(":") and asked
        asked = bool(requested)
        asks = asks or requested or listed_here or _DEED.match(text) or not is_story(text)
        asks = asks and not quoting and not is_own_deed(text)
        (told if asks else stories).append(span)
    return (told, stories) if told or dismissed else (stories, [])


def _taken_back(told: list[Span], stories: list[Span]) -> int:
    """Where the last clause begins, which goes on: "the lock is jammed, please report that"."""
    lists = [one for one in (told, stories) if one]
    return max(lists, key=lambda one: one[-1]).pop()[0] if lists else 0


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
            if all(one.stem in listed("fillers") for one in words_of(part)) and words_of(part):
                start = match.end()
            continue  # a single word opens what follows
        if not match.group().strip() and _ASKS_HOW.match(part):
            continue  # "how fast can you …" goes on
        if (
            match.group().strip() == ","
            and _OUT_OF.match(part)
            and not _ONES.match(text[match.end() :])
        ):
            continue  # "of the orders of May, which are late?"
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


def _says_something(reading: Reading, span: Span) -> bool:
    """Whether a stretch holds a value or a word that tells tools apart."""
    part = reading.part(*span)
    told = any(not word.stem.isdigit() and not says_little(word.stem) for word in part.words)
    return told or bool(part.mentions) or bool(phrases_in(reading.plain[slice(*span)]))
