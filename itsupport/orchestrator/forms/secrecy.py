"""Whether a field asks for a secret. The protocol forbids that: secrets are for a page, not a form.

A guess by words, in English, and on the careful side: a warning too many does no harm.
"""

import re

SECRETS = re.compile(
    r"pass ?(word|phrase|code|wd)|pwd|secret|api ?key|access ?key|private ?key|token|credential"
    r"|\bpin\b|\bcvv\b|\bcvc\b|card ?number|\botp\b|one time (code|password)|\bssn\b|\biban\b",
    re.IGNORECASE,
)


def looks_secret(*texts: str) -> bool:
    """Whether one of a field's texts speaks of a password, a key, a card or the like."""
    return any(SECRETS.search(_in_words(text)) for text in texts)


def _in_words(text: str) -> str:
    """`apiKey`, `api_key` and `api-key` as two words."""
    return re.sub(r"[_\-.]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text))
