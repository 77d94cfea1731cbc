"""Texts by where they stand: "from x to y", "in the kitchen", "table notes", quotes in order."""

import re

from itsupport.offline.selector.checking import fits
from itsupport.offline.selector.language.words import (
    Word,
    common,
    listed,
    says_little,
    stem,
    stems_of,
    synonyms,
    words_listed,
)
from itsupport.offline.selector.planning.filling import Filling
from itsupport.offline.selector.question.reading import Mention, Reading
from itsupport.offline.selector.tools.schemas import Parameter

_OWNED = re.compile(r"(?<![\w/.])([A-Za-z][\w.-]*)/([A-Za-z][\w.-]*\w)(?![\w/])")
_CITY_AND_COUNTRY = re.compile(r"\b[A-Z]\w+(?: [A-Z]\w+)*, [A-Z]\w+(?: [A-Z]\w+)*")
_FILE = frozenset(["path", "fil", "folder"])
_NEXT = re.compile(r"[\s:=]+(?:is |called |named )?(?!\w+'\w)([\w-]+(?:\.[\w-]+)*)")
_LED = re.compile(
    r"\b(?:with|has|have|having|carry|on|in|under|of|for|from|by|off)\s+(?:the\s+)?$", re.IGNORECASE
)
_GOES_ON = re.compile(
    r"\W*(?:$|[,.;:?!¤]|(?:and|or|but|that|which|who|is|are|was|were|has|have|since|until|before"
    r"|after|for|from|in|on|at|by|to|of|with|please|pls|today|now|right now|currently)\b)",
    re.IGNORECASE,
)
_IN_THE = re.compile(r"\b(?:in|of|for|near|at) the ([a-z]+)\b")


def is_its_place(parameter: Parameter, mention: Mention, reading: Reading) -> bool:
    """Whether nothing speaks against it: "from x" is for an origin, "to x" for a destination."""
    takes_end = (listed("origins") | listed("destinations")) & set(parameter.stems)
    told = _end_told(mention, reading)
    return not told or not takes_end or bool(told & set(parameter.stems))


def told_its_place(parameter: Parameter, mention: Mention, reading: Reading) -> bool:
    return bool(_end_told(mention, reading) & set(parameter.stems))


def _end_told(mention: Mention, reading: Reading) -> frozenset[str]:
    """The words for the end of a way that the word before a value tells: "from", "to"."""
    words = (w for w in reversed(reading.words) if w.end <= mention.start)
    before = next((w.stem for w in words if w.stem not in ("the", "our", "my")), "")
    ends = (listed("origins"), listed("destinations"))
    return frozenset().union(*(end for end in ends if before in end))


def add_owner_and_repository(filling: Filling, reading: Reading) -> None:
    """The two sides of "acme/website", where a tool takes an owner and a repository."""
    free = {one.stems[-1]: one for one in filling.free("text")}
    owner, repository = free.get("owner"), free.get("repo") or free.get("repository")
    match = _OWNED.search(reading.text)
    if owner and repository and match:
        for parameter, value in zip((owner, repository), match.groups(), strict=True):
            filling.add(parameter, value, "a repository in the question")


def add_first_and_last_name(filling: Filling, reading: Reading) -> None:
    """The two parts of a name, where a tool takes them apart."""
    parts = {one.stems[0]: one for one in filling.free("text") if one.stems[-1] == "nam"}
    whole = [one.value.split() for one in reading.of("name") if " " in one.value]
    if whole and "first" in parts and "last" in parts:
        filling.add(parts["first"], whole[0][0], "a name in the question")
        filling.add(parts["last"], " ".join(whole[0][1:]), "a name in the question")


def add_quotes_in_order(filling: Filling, reading: Reading) -> None:
    """Several quotes or paths for several texts: each has its own, in the order of the schema."""
    free = [one for one in filling.free("text") if one.required]
    quotes = [one.value for one in reading.of("quote") if not filling.has(one.value)]
    files = [p for p in free if _FILE & {*p.stems, *stems_of(p.description)}]
    if len(free) > 1 == len(files) and quotes and "/" in quotes[0]:
        filling.add(files[0], quotes.pop(0), "a path in the question")
        free.remove(files[0])
    if len(free) > 1 and quotes:
        for parameter, value in zip(free, quotes, strict=False):
            filling.add(parameter, value, "quoted in the question")


def whole_place(parameter: Parameter, reading: Reading) -> str | None:
    """The city with its country, where the description wants both: "Oslo, Norway"."""
    if not re.search(r"\bcity(?: and|,) (?:\w+, )*(?:country|state)", parameter.description, re.I):
        return None
    match = _CITY_AND_COUNTRY.search(reading.said)
    return match.group() if match else None


def place_in(parameter: Parameter, reading: Reading, filling: Filling) -> str | None:
    """The word after "in the", where a text is a place: "in the kitchen"."""
    if not listed("places") & set(parameter.stems) or reading.of("id") or parameter.many:
        return None
    for match in _IN_THE.finditer(reading.said):
        word = match.group(1)
        known = stem(word) in filling.card.weights or stem(word) in listed("calendar")
        if not known and not says_little(stem(word)) and not filling.has(word):
            return word
    return None


def kinds_in(parameter: Parameter, reading: Reading) -> list[str]:
    """The words that are colours or rooms, where a parameter takes such: "white and yellow"."""
    named = [
        kind for kind in ("colour", "room") if {kind, *synonyms()[kind]} & set(parameter.stems)
    ]
    members = frozenset().union(*(listed(f"{kind}s") for kind in named))
    return [word.text.lower() for word in reading.words if word.stem in members]


def introduced(parameter: Parameter, reading: Reading, filling: Filling) -> str | None:
    """The value at the words of the parameter: "tagged vpn", "author Jane Doe", "the tax table"."""
    own = [one for one in parameter.stems if one not in listed("names")] or ["called"]
    for place, word in enumerate(reading.words):
        said = [one.stem for one in reading.words[place + 1 - len(own) : place + 1]]
        short, long = sorted((own[0], word.stem), key=len)
        shortened = len(own) == 1 and len(short) >= 4 and long.startswith(short) and place > 0
        inside = any(m.start <= word.start < m.end for m in reading.of("name", "quote"))
        if inside or (said != own and not shortened):
            continue
        if value := _value_after(reading, word) or _plain_value(parameter, reading, word, filling):
            return value
    return None


def _value_after(reading: Reading, word: Word) -> str | None:
    """The name, quote, code or rare word that stands right after a word."""
    between = re.compile(r"(?:is|called|named|of|the|number|no\.?|=|:|\s)*$", re.IGNORECASE)
    for mention in reading.of("name", "quote", "code"):
        if mention.start >= word.end and between.match(reading.text[word.end : mention.start]):
            return str(mention.value)
    match = _NEXT.match(reading.text[word.end :])
    said = match.group(1) if match else ""
    if any(one.value == said for one in reading.of("id")):
        return None
    if said.isupper() and len(said) > 1 and not reading.text.isupper():
        return said
    known = says_little(stem(said)) or stem(said) in synonyms() or stem(said) in common()
    return None if known else said


def _ends(value: re.Match[str], word: Word, reading: Reading) -> bool:
    """Whether nothing that could belong to a value follows it."""
    rest = reading.plain[word.end + value.end() :]
    return bool(re.match(r"\W", rest)) and bool(_GOES_ON.match(rest))


def _plain_value(
    parameter: Parameter, reading: Reading, word: Word, filling: Filling
) -> str | None:
    """An everyday word that must be the value, as nothing else is: "table notes", "column C"."""
    after = _NEXT.match(reading.text[word.end :])
    before = re.search(r"\bthe ([\w-]+) $", reading.text[: word.start])
    led = word.text.endswith("ed") or _LED.search(reading.text[: word.start])
    stands_alone = after and led and _ends(after, word, reading)
    for match in (after, before) if parameter.required else (after,) if stands_alone else ():
        said = match.group(1) if match else ""
        if parameter.schema.get("pattern") and fits(said, parameter.schema, {}):
            return said
        own = words_listed("verbs") | words_listed("actions") | {""}
        taken = filling.has(said) or any(one.value == said for one in reading.of("choice"))
        if said.istitle() and len(said) > 2:
            return said
        empty = says_little(stem(said)) or stem(said) in filling.card.weights
        if not (taken or empty or said in own or said.isdigit()):
            return said
    return None
