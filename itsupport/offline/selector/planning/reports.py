"""What is to be reported or told, in the words of the question: "let them know that …"."""

import re

from itsupport.offline.selector.language.words import listed, says_little, stems_of
from itsupport.offline.selector.planning.filling import Filling
from itsupport.offline.selector.question.reading import Reading
from itsupport.offline.selector.question.recording import told_before
from itsupport.offline.selector.question.sentences import ASKS_FOR_HELP
from itsupport.offline.selector.tools.schemas import Parameter

_WANTS_WORDS = re.compile(r"\W*(?:what|in words|free text|describe|description)\b", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:let|tell|inform|warn|remind|report|note|write|mention|saying|message)\b[^.?!]*?"
    r"(?:\bthat\b|:)\s*(?P<told>[^?!]{8,}?)[.\s]*$",
    re.IGNORECASE | re.DOTALL,
)
_ASKED = re.compile(
    r"\W*(?:(?:please|pls|kindly|can you|could you|would you)\s+)*"
    r"(?:report|note|record|log|file)\s+(?:(?:a|an|the|that|this)\s+)?(?P<told>[^?!]{4,}?)"
    r"(?:\s*,?\s*please)?[.?!\s]*$",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST = 300


def add_report(filling: Filling, reading: Reading, background: Reading | None) -> None:
    """The one text that a deed still needs, when it says in words what is the matter."""
    needed = [one for one in filling.free("text") if one.required and _wants_words(one)]
    if not filling.card.acts or len(needed) != 1:
        return
    said = reading.text[reading.start : reading.end]
    told = _TOLD.search(said) or _ASKED.match(said)
    stated = _statement(said) or told_before(reading)
    value = told["told"].strip() if told else stated or _story(background, reading)
    if value and len(value) <= _LONGEST and _says_something(value, filling):
        filling.add(needed[0], value, "what is told in the question")


def _wants_words(parameter: Parameter) -> bool:
    """Whether a text is what is the matter, not a name or a code."""
    named = listed("reports") & set(parameter.stems)
    plain = not (parameter.is_coded or parameter.takes_names or parameter.takes_people)
    return plain and bool(named or _WANTS_WORDS.match(parameter.description))


def _statement(said: str) -> str:
    """What is told before somebody is asked to see to it."""
    match = ASKS_FOR_HELP.search(said)
    return said[: match.start()].strip() if match else ""


def _story(background: Reading | None, reading: Reading) -> str:
    """The sentences before a wish that tell something, as they were said; else those after it."""
    words = background.words if background else ()
    before = [one for one in words if one.end <= reading.start] or list(words)
    return reading.text[before[0].start : before[-1].end].strip() if before else ""


def _says_something(value: str, filling: Filling) -> bool:
    """Whether the words tell more than what the tool is called and what else the call takes."""
    for found in filling.values.values():
        for one in found:
            value = value.replace(str(one.value), " ")
    own = filling.card.weights
    return any(not (says_little(one) or one in own or one.isdigit()) for one in stems_of(value))
