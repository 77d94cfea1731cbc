"""Names in small letters: unknown words where names stand, such as "at northgate"."""

import re

from itsupport.offline.selector.language.words import (
    Word,
    common,
    listed,
    says_little,
    synonyms,
)
from itsupport.offline.selector.question.name_words import (
    THEIRS,
    heads,
    is_attributive,
    is_known,
    is_possessive,
    opens,
    run_of,
    said_before,
    speaks,
    takes_given_names,
)
from itsupport.offline.selector.question.reading import BLANK
from itsupport.offline.selector.tools.toolbox import Toolbox

GIVES = frozenset(
    [
        *("bill", "billed", "charge", "charged", "promise", "promised", "guarantee", "guaranteed"),
        *("give", "gave", "sell", "sold", "owe"),
    ]
)
"""What one does for somebody who is named right after it."""
_INTRODUCE = GIVES | frozenset(
    [
        *("of", "at", "from", "by", "for", "called", "named", "to", "with"),
        *("does", "has", "is", "did"),
    ]
)
_AFTER = re.compile(r"\b(?:belong\w*\s+to|look(?:s|ing|ed)?\s+after)\s+$", re.IGNORECASE)
_HAS = re.compile(
    r" (?:(?:still|currently|already|now|actually|also|ever|always) )?"
    r"(?:get|have|had|owe|own|pay|paid|use|want|need|expect|report(?:ed)?|ask(?:ed)?|been|got)\b",
    re.IGNORECASE,
)
_DEALS = re.compile(
    r" (?:still |ever |already )?(?:have|owe|pay|paid|order|expect|ask|report)\b", re.I
)
_STATE = (
    rf"(?:(?:still|currently|already|now) )?(?:{BLANK}+(?: \w+)?|on hold|in arrears"
    r"|blocked|up to date)(?: or \w+)?\W*$"
)
_IS_SO = re.compile(rf" {_STATE}", re.IGNORECASE)
_SO = re.compile(rf"\s*(?:[:,]|-\s)\s*{_STATE}", re.IGNORECASE)
_APPOSED = re.compile(r"^\W*(?:the|our|my|his|her|a|an) [a-z]+(?: [a-z]+)?, $", re.IGNORECASE)
_THEM = re.compile(rf"\s*:{THEIRS}", re.IGNORECASE)
_ALONE = re.compile(rf"\s*(?:[,:]{THEIRS}|:|(?:and|or|n|vs|versus)\b)", re.IGNORECASE)
_ABSTRACT = re.compile(r"\w{3}(?:ness|[st]ion|ment|ity|[ae]nce|ism|ship)$")
_PEOPLE = frozenset(["people", "folks", "guys", "crew", "lot", "bunch", "gang", "lads"])


def strange_name(words: tuple[Word, ...], place: int, text: str, toolbox: Toolbox) -> int:
    """Unknown words that stand where names do: "at northgate", "dataflow and alpine: …"."""
    length = min(4, run_of(words, place, text, lambda one: _is_strange(one, toolbox)))
    if not length and _is_given_name(words, place, text, toolbox):
        return 2
    if takes_given_names(toolbox) and is_given_alone(words[place]):
        return length or 1
    if not length:
        return _spoken_of(words, place, text, toolbox)
    length += goes_on(words, place + length, text, toolbox)
    last = words[place + length - 1]
    after = _AFTER.search(text[: words[place].start])
    introduced = said_before(words, place, text) in _INTRODUCE - {"to"}
    attributive = is_attributive(words, place + length, text, toolbox)
    attributive = attributive and not _is_topic(words, place, length, text)
    begins = _begins(words, place, text) or _continues(words, place, toolbox)
    alone = begins and bool(_ALONE.match(text[last.end :]))
    alone = alone or (begins and bool(toolbox.named_types) and speaks(text, last.end))
    alone = (
        alone or heads(words[place], last, text, toolbox) or are_people(words, place, length, text)
    )
    alone = alone or (bool(toolbox.named_types) and is_party(words, place, length, text))
    named = after or introduced or attributive or is_possessive(last) or alone
    return length if named else 0


def _spoken_of(words: tuple[Word, ...], place: int, text: str, toolbox: Toolbox) -> int:
    """Everyday words that end a part after "for" or "of": "the manager for green valley"."""
    before = said_before(words, place, text)
    introduced = before in {"for", "of", "at", "from"}
    asked = before in {"does", "did", "has", "is", "are"} and bool(toolbox.named_types)
    opening = _begins(words, place, text)
    if not (introduced or asked or opening or before == "the"):
        return 0
    strange = toolbox.counts.keys() | synonyms().keys() | toolbox.foreign | listed("actions")
    length = run_of(
        words, place, text, lambda one: one.stem not in strange and not says_little(one.stem)
    )
    if not 1 < length < 4:
        return 0
    last = words[place + length - 1]
    if are_people(words, place, length, text) or heads(words[place], last, text, toolbox):
        return length
    if toolbox.named_types and is_party(words, place, length, text):
        return length
    if before in {"the", "is", "are"}:
        return 0
    ends = place + length == len(words) or text[last.end : last.end + 1] in set(",.?!;:")
    if asked or speaks(text, last.end):
        return length if _HAS.match(text[last.end :]) or speaks(text, last.end) else 0
    spoken_to = not introduced and _THEM.match(text[last.end :])
    return length if (introduced and ends) or is_possessive(last) or spoken_to else 0


def _begins(words: tuple[Word, ...], place: int, text: str) -> bool:
    """Whether a sentence begins here, or whom it is about: "the law firm, acme: …"."""
    apposed = bool(_APPOSED.match(text[: words[place].start]))
    return place == 0 or apposed or opens(words[place], text)


def is_party(words: tuple[Word, ...], place: int, length: int, text: str) -> bool:
    """Whether words stand where whom one deals with does: "is green valley active?"."""
    before, after = said_before(words, place, text), text[words[place + length - 1].end :]
    if _APPOSED.match(text[: words[place].start]):
        return bool(_SO.match(after) or _ALONE.match(after))
    if length < 2:
        return False
    if before == "the":
        asked = said_before(words, place - 1, text) in {"does", "did", "has"}
        return asked and bool(_DEALS.match(after))
    if before in {"is", "are"}:
        return bool(_IS_SO.match(after))
    return _begins(words, place, text) and bool(_SO.match(after))


def are_people(words: tuple[Word, ...], place: int, length: int, text: str) -> bool:
    """Whether it is said of whom some people are: "the northgate people"."""
    following = words[place + length : place + length + 1]
    before = said_before(words, place, text)
    return before == "the" and bool(following) and following[0].text.lower() in _PEOPLE


def _is_topic(words: tuple[Word, ...], place: int, length: int, text: str) -> bool:
    """Whether a word says which one thing is meant: "the ransomware case", not "acme orders"."""
    one = said_before(words, place, text) in {"the", "a", "an", "this", "that"} and length == 1
    return one and not words[place + 1].text.lower().endswith("s")


def _is_strange(word: Word, toolbox: Toolbox) -> bool:
    abstract = word.text.islower() and _ABSTRACT.search(word.text)
    return not abstract and not is_known(word, toolbox) and word.text.lower() not in _PEOPLE


def _is_given_name(words: tuple[Word, ...], place: int, text: str, toolbox: Toolbox) -> bool:
    """Whether a given name and an unknown word stand together in small letters."""
    following = words[place + 1 : place + 2]
    given = words[place].stem in listed("given") and words[place].stem not in listed("actions")
    return bool(
        given
        and following
        and text[words[place].end : following[0].start] == " "
        and not is_known(following[0], toolbox)
    )


def is_given_alone(word: Word) -> bool:
    """Whether a word can only be a given name: "what's jonas busy with", "on priyas plate"."""
    return word.stem in listed("given") and word.stem not in listed("actions")


def goes_on(words: tuple[Word, ...], place: int, text: str, toolbox: Toolbox) -> int:
    """One everyday word after a strange one, where neither is of a tool: "meridian legal"."""
    following = words[place : place + 1]
    if not following or text[words[place - 1].end : following[0].start] != " ":
        return 0
    stem = following[0].stem
    if following[0].text.lower() in _PEOPLE:
        return 0
    strange = toolbox.counts.keys() | synonyms().keys()
    strange |= listed("actions") | listed("verbs") | listed("work")
    return int(stem in common() and stem not in strange and not says_little(stem))


def _continues(words: tuple[Word, ...], place: int, toolbox: Toolbox) -> bool:
    """Whether a word follows "x and", where x is unknown too."""
    joined = place > 1 and words[place - 1].text.lower() in {"and", "or", "n", "vs", "versus"}
    return bool(joined) and not is_known(words[place - 2], toolbox)
