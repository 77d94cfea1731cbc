"""What is data and not a wish: tags, code, logs, pasted mails, orders to the model.

Such text may hold values, never instructions.
"""

import re
from collections.abc import Iterator

from itsupport.offline.selector.language.words import words_listed
from itsupport.offline.selector.question.reading import BLANK, Mention

_FLAGS = re.DOTALL | re.IGNORECASE | re.MULTILINE
DATA = re.compile(
    "|".join(
        [
            r"\A(?:(?!\n-{3}).)*?\n-{2,}\s*end\b[^\n]*",
            r"^-{2,} ?(?:original|forwarded)\b[^\n]*.*\Z",  # a mail that is answered
            r"^--[ ]*\n.*?(?=\n\n|\Z)",  # a signature
            r"```.*?(?:```|\Z)",
            r"\"{3}.*?(?:\"{3}|\Z)",
            r"`[^`\n]*[{(][^`\n]*`",
            r"^\|[^\n]*\|[ ]*$",  # the row of a table
            r"\[(?:start|begin|end) of\b[^\]\n]*\]",
            r"\[\w+\]:[^\n]*",
            r"(?-i:\bSELECT\b.*\bFROM\b|\bDROP [A-Z]+\b)[^\n]*",
            r"/\*.*?\*/",
            r">>>.*?(?:<<<|\Z)",
            r"<<[^<>]*>>",
            r"<!--.*?(?:-->|\Z)",
            r"<(\w+)[^>]*>.*?(?:</\1>|\Z)",  # a tag with what is in it
            r"\[\[.*?\]\]",
            r"\[[^\[\]\n]{2,60}\](?:(?!\n\n).)*?\[\s*/?\s*end\b[^\]]*\]",
            r"^\W*(?-i:BEGIN|START)\b[^\n]*\n.*?^\W*(?-i:END|STOP)\b[^\n]*",
            r"\b\w{1,60}(?:\.\w{1,60}){1,6}\([^()\n]*\)",  # a line of a program
            r"\b\w+\([^()\n]*\b\w+\([^()\n]*\)[^()\n]*\)",
            r"\[(?:begin|start)\b[^\]]*\].*?(?:\[/?end\b[^\]]*\]|\Z)",
            r"^\[?(?-i:INFO|ERROR|WARN|WARNING|DEBUG|TRACE|FATAL)\b[^\n]*",
            r"\[(\w+)\].*?(?:\[/\2\]|\Z)",
            r"\{[^{}]*\}",
            r"\([^()]*(?:\"[^\"]*\"|:)[^()]*\)",  # an aside with a quote or a colon
            r"^>[^\n]*",
            r"#\s*(?:TODO|FIXME|NOTE|HACK)\b[^.?!\n]*",
            r"(?:^|(?<=\s))//\s*(?:TODO|FIXME|NOTE|HACK|system|assistant|ai|bot)\b[^\n]*",
            r"^(?:from|to|subject|date|sent|cc): [^\n]*?(?=\s[-=]>\s|\n|\Z)",
            r"(?:^#+ [^\n]*\n)?(?:^[-*\u2022] @?\w+(?: \w+)?: [^\n]*\n){2,}"  # notes of a meeting
            r"(?=.*\b(?:i|we) (?:only|just) (?:want|need|would)\b)",
            r"^\W{0,2}(?:\w{3} +\d{1,2} |[\d-]{8,10}[T ])?\d{1,2}:\d\d(?::\d\d)?\b[^\n]*?"
            r"(?=\s(?:(?:my|the) )?question:|\n|\Z)",  # a log
            r"^-{3,}[^\n]*\n.*?\n-{3,}[^\n]*",
            r"\[\s*(?:system|assistant|developer|admin|ai|bot|tool|instructions?)\b[^\]]*(?:\]|\Z)",
            r"(?:^(?!https?:)[a-z][\w-]{1,20}(?: \w+)?:[ ][^\n]*(?:\n|\Z)){2,}",  # a chat
            r"^\s*(?P<fence>[*=#~])(?P=fence){2}[^\n]*?(?P=fence){3,}",
        ]
    ),
    _FLAGS,
)
_RULES = r"\b(?:instruction|rule|prompt|guideline|restriction|polic|above|told|directive)"
_ROLES = r"(?:system|assistant|developer|admin|root|ai|bot|tool|instructions?)\b"
_ANYWAY = (  # an order ends where somebody comes to what they want
    r"(?:any(?:way|how)|(?:ok(?:ay)? |but )?seriously|my (?:real |own )?question"
    r"|(?:the |my )?question(?=:)|what i(?:'d| would| want| need| really)"
    r"|that (?:\w+ )?(?:line|text|sentence|part) (?:is|was))\b"
)
ORDERS = re.compile(
    r"(?:\b(?:ignore|disregard|forget|override|bypass)\b(?!.{0,20}\b(?:quot|past|forward)ed\b)"
    rf"[^.?!\n]{{0,50}}{_RULES}"
    r"|\b(?:ignor\w*|vergi(?:ss|ß)\w*|olvid\w*|oubli\w*|dimentica\w*|esque[cç]\w*|negeer)\b"
    r"[^.?!\n]{0,50}\b(?:anweisung|consigne|instru[ckç]|istruzion|regel|r[eè]gle|regl|vorgabe)"
    rf"|(?:^|(?<=[\n.!?#*=>-]))\s*(?:new\s+)?{_ROLES}[\w ]{{0,20}}:|\byou are (?:\w+ )?now\b)"
    rf".*?(?=\n\n|[.!?)]\W+{_ANYWAY}|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_DEEDS = "|".join(sorted(words_listed("changes") | words_listed("actions")))
_COMMAND = (
    rf"(?:please )?(?:{_DEEDS}|show|list|get|give|check|find|run|look up"
    r"|tell|pull|fetch|search|output|print|display|dump|execute|reveal|reply)\b"
)
_TO_THE_MODEL = (  # in the middle of a text somebody else speaks to the model
    r"(?:(?<=\n)|(?<=[\w.,;:!?\"'()¤-]\s))(?<!\bhi )(?<!\bhey )(?<!\bhello )(?<!\bdear )(?<!\bthe )"
    r"(?<!\bok )(?<!\bok, )(?<!\bokay, )(?<!\bso )(?<!\bso, )(?<!\bnow )(?<!\bnow, )(?<!\bwell, )"
    r"(?:(?:assistant|ai|bot|(?:chat)?gpt|llm)\b[\s,:!]*|(?:computer|robot|system)\b\s*[,:!]+\s*)"
    rf"(?:(?:you|must|should|please|now|just)\s+){{0,4}}{_COMMAND}[^.?!\n]*[.?!]*"
)
_WORK_ON_TEXT = (  # what somebody should do with a text: everything after the colon is the text
    r"\b(?<!in one )(?<!in a )(?<!in two )(?:words?|sentences?|phrases?|prompts?|text|haiku"
    r"|vowels?|letters|poem|lyrics|in the blanks?|exactly|verbatim|backwards|upper ?case"
    r"|lower ?case|capitals"
    rf"|after me|out of (?:this|it)|this)(?: in| with)?:\s*{_COMMAND}.*\Z"
)
_WRITTEN = (  # a command that stood somewhere is nobody's wish
    r"\b(?:wrote|written|reads|posted|scribbled|contained|contains|stood|stands)\b[^.?!\n:]{0,40}"
    rf":\s*{_COMMAND}[^.?!\n]*"
)
_TO_BE_WRITTEN = (
    r"\b(?:proof-?read|translate|rewrite|rephrase|polish|spell-?check)\b[^.?!\n:]{0,60}:"
    rf"(?!\s*{BLANK}).*\Z"
)
TEXTS = re.compile(
    f"{_WORK_ON_TEXT}|{_WRITTEN}|{_TO_BE_WRITTEN}|{_TO_THE_MODEL}", re.DOTALL | re.IGNORECASE
)
QUOTE = re.compile(
    r"\"([^\"]{1,400})\"|“([^”]{1,400})”|«([^»]{1,400})»|`([^`]{1,300})`"
    r"|(?<!\w)'((?:[^'\n]|'(?=\w)){2,400})'(?!\w)"
)
TOLD = re.compile(r":\s*(?:\"[^\"]*\"|“[^”]*”|'(?:[^'\n]|'(?=\w)){8,}')(?!\w)")


def data_in(text: str) -> list[tuple[int, int]]:
    """The places of pasted data; a quote with such in it is data as a whole."""
    quotes = [one.span() for one in QUOTE.finditer(text)]
    found = [one.span() for one in DATA.finditer(text)]
    return [next((q for q in quotes if q[0] < a and b < q[1]), (a, b)) for a, b in found]


def ended(plain: str, pattern: re.Pattern[str], text: str) -> str:
    """The text with a full stop at the end of what is quoted: a new sentence begins there."""
    for match in pattern.finditer(text):
        if BLANK in plain[match.end() - 1 : match.end()]:
            plain = plain[: match.end() - 1] + "." + plain[match.end() :]
    return plain


def blanked(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + BLANK * (end - start) + text[end:]
    return text


PATH = re.compile(
    r"(?<![\w:/.~*<])(?:(?:~|\.{1,2})?(?:/[\w.+*-]*[\w*])+/?|[A-Za-z]:\\[^\s\"',;]+|\*\.\w+)"
)


def paths_in(text: str) -> Iterator[Mention]:
    """Files and folders: they are written like this, and quoted without quotes."""
    for match in PATH.finditer(text):
        yield Mention("quote", match.group().rstrip("."), match.start(), match.end())


def quotes_in(text: str) -> Iterator[Mention]:
    for match in QUOTE.finditer(text):
        yield Mention("quote", next(filter(None, match.groups())), match.start(), match.end())
