"""How English asks and how it tells: the openings of requests, the verbs of statements."""

import re

from itsupport.offline.selector.language.words import words_listed

_AUXILIARY = "is|are|was|were|do|does|did|will|can|has|have|should|would|must"
ASKS = "|".join(
    [
        rf"who|whom|whose|what|which|where|when(?=\s+(?:{_AUXILIARY})\b)|why|how",
        r"is|are|was|were|do|does|did|can|could|ha(?:s|ve)(?! to\b)|will|would|should|may",
        "any|anything",
        "show|list|find|give|tell|get|look|pull|check|compare|search|display|please|pls|plz",
        r"name(?! is\b)|fetch|open|read|count|sort|rank|add up|sum up|sum|summari[sz]e|explain",
        "describe|remind|calculate|work out|bring|see if|verify|confirm|print|dig|need|also",
        "(?:in|for|of|on|from|at|about|up to) which|to whom",
        "(?:until|since|from|by) when|whatever",
    ]
)
WANTS = "|".join(
    [
        r"(?:i|we) (?:just |only |really |also |would |'d )*"
        r"(?:need|want|like|have to know|must know|am looking|are looking|wonder)",
        r"(?:i|we)'d (?:just |also )*(?:like|love|need)",
        "i'm (?:looking|wondering|after)|we're (?:looking|after)|let me|let's see",
        "(?<!of )looking for|remind me|tell me|show me|give me|send me",
    ]
)
DEEDS = "|".join(sorted(words_listed("actions")))
HANDLES = "put|take|push|bring|hand|let"
_FILLERS = "|".join(
    [
        "hi|hello|hey|hiya|dear|good|morning|afternoon|evening|ok|okay|so|well|and|also|then|now",
        "sorry|thanks|thank you|just|but|quick|question|oh|team|all|kindly|if|whether|great",
        "(?<=hi )there|(?<=hello )there|(?<=hey )there",
        "cool|no|yes|actually|hmm|right|next|finally|one more|first",
    ]
)
_GAP = r"[^\w¤]*"
REQUEST = re.compile(rf"^{_GAP}(?:(?:{_FILLERS})\b{_GAP})*(?:{ASKS}|{WANTS})\b", re.IGNORECASE)
MARKED = re.compile(
    rf"\b(?:{WANTS}|please|pls|could you|can you|would you"
    r"|would be (?:nice|great|good|lovely|helpful|perfect)|would help"
    r"|wants? (?:everything|all|a list|to see|to have)|(?:wants?|needs?) to know\s+\S)",
    re.IGNORECASE,
)
_OPENINGS = "|".join(
    [
        "hi|hello|hey|ok|okay|so|well|and|but|oh|sorry|thanks|yes|no|lol|now|yesterday|today",
        "tomorrow|as|since|because|before|after|when|while|if|though|although|once|until|in case",
        "for",
    ]
)
_OPENER = rf"^{_GAP}(?:(?:{_OPENINGS})\b{_GAP})*"
_SOMEBODY = "i|we|he|she|they|it|you|that|this|there|somebody|someone|nobody|everybody"
_PRONOUN = re.compile(
    rf"{_OPENER}(?:{_SOMEBODY})(?:'\w+|\s+(?!who\b|with\b|whose\b)\w+)", re.IGNORECASE
)
_NOUN_FIRST = re.compile(
    rf"{_OPENER}(?:(?:(?:my|our|his|her|their|the|a|an|some|this|that)\s+)?[\w'¤-]+\s+)"
    r"(?P<rest>(?:[\w'¤-]+\s+){0,5}?[\w'¤-]+)",
    re.IGNORECASE,
)
_RELATIVE = {"whose", "which", "that", "who", "where"}


COMPARATIVES = "(?:cheap|dear|bigg|small|larg|high|low|long|short|new|old|lat|earli)er"
ENDS_WITH_NTH = r"\bthe (?:first|second|third|fourth|fifth|last)\W*$"
_OWN_DEED = re.compile(
    rf"{_OPENER}(?:i|we)(?:'d like| want| need| have| would like| plan| am going| are going| must)"
    r"(?: to)? (?:phone|call|ring|e?mail|write|meet|visit|talk|speak|tell|send|answer|reply)\b",
    re.IGNORECASE,
)
"""What somebody will do with the answer: "I want to phone those people"."""


_MENDER = (
    r"(?:some(?:one|body)|an? (?:\w+ )?(?:plumber|electrician|technician|engineer|mechanic"
    r"|craftsman|locksmith|painter|handyman|repairman|cleaner|carpenter|gardener|glazier|roofer|caretaker"
    r"|janitor|fitter|tradesman|specialist))\b"
)
ASKS_FOR_HELP = re.compile(
    r"(?:^|[.!;,]\s+|\b(?:and|so)\s+)(?:please\s+)?(?:"
    r"(?:can|could|would|will) (?:some(?:one|body)|any(?:one|body)|you(?: send)?)(?: \w+){0,3}?"
    r" (?:have a look|take a look|look (?:at|into) (?:it|this|that)|come|see to (?:it|this|that)"
    r"|(?:check|fix|repair|take care of) (?:it|this|that))"
    r"|(?:some(?:one|body)) (?:should|must|has to|needs to) "
    r"(?:have a look|take a look|see to (?:it|this)|fix (?:it|this)|come)"
    rf"|(?:(?:can|could|would|will) you )?(?:send|get|call)(?: us| over| out)? {_MENDER}|see to it"
    rf"|(?:(?:can|could|would|will) you )?(?:have|get) {_MENDER} (?:sent|to come|over)\b"
    r"|(?:have|get) (?:it|this|that) (?:fixed|repaired|mended|seen to)"
    r"|it (?:needs|has) to be (?:fixed|repaired|mended))\b[^.?!]*[.?!\s]*$",
    re.IGNORECASE,
)
"""Somebody is to see to what was told: "Could someone have a look?"."""


_TELLS_ONLY = re.compile(
    r"\b(?:fyi|for (?:your|the) (?:information|records)|(?:nothing|nothing else) to do"
    r"|no (?:action|answer|reply) (?:is )?(?:needed|required|necessary)"
    r"|just (?:letting you know|so you know|for info\w*|telling you|thought (?:i'd|you))"
    r"|nothing (?:is )?(?:needed|required))\b",
    re.IGNORECASE,
)


def only_tells(text: str) -> bool:
    """Whether a message says that it asks for nothing: "just letting you know"."""
    parts = re.split(r"[.;:!,\n]", text)
    asks = "?" in text or MARKED.search(text) or any(REQUEST.search(one) for one in parts)
    return bool(_TELLS_ONLY.search(text)) and not asks


def is_own_deed(text: str) -> bool:
    return bool(_OWN_DEED.match(text))


def is_story(text: str) -> bool:
    """Whether a clause tells something: "we meet them at noon", "my screen stays black"."""
    if re.search(r"(?<![,¤\"'] )\b(?:which|what|whose)\b", text, re.IGNORECASE):
        return False
    if re.match(r"[^\w¤]*(?:wants|needs|would like|whether)\b", text, re.IGNORECASE):
        return False
    if _PRONOUN.match(text):
        return True
    told = _NOUN_FIRST.match(text)
    words = re.findall(r"[\w']+", text[told.start("rest") :].lower())[:7] if told else []
    place = next((n for n, word in enumerate(words) if word in words_listed("verbs")), None)
    return place is not None and not _RELATIVE & set(words[:place])
