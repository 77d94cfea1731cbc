"""One plain form of what people type: quotes, dashes, capitals."""

import re
import unicodedata

_SHOUTED = re.compile(r"(?<![\w@./#-])[A-Z]+(?![\w@#/-])")
_MOST_CAPITALS = 4  # more words in capitals alone are no heading and no code


def readable(text: str) -> str:
    """The text in one plain form of quotes and dashes, not shouted; "e-mail" as one word."""
    text = unicodedata.normalize("NFC", text)
    text = text.translate({0x2018: "'", 0x2019: "'", 0x2010: "-", 0x2011: "-", 0x2013: "-"})
    text = re.sub(r"\b(vs)\.", r"\1", text, flags=re.IGNORECASE)
    text = re.sub(r"\b([A-Za-z])-(?=[a-z]{3})", r"\1", text)
    return _SHOUTED.sub(lambda one: one.group().lower(), text) if _is_shouted(text) else text


def _is_shouted(text: str) -> bool:
    """Whether a text is all in capitals: "ACME WANTS THEIR BILLS"."""
    return text.isupper() and len(_SHOUTED.findall(text)) > _MOST_CAPITALS
