"""When two requests are one: they say the same, whatever their capitals and blanks.

Somebody who tries again does not type every letter as before, and neither does a model.
"""

from collections.abc import Mapping


def spoken(details: Mapping[str, str]) -> dict[str, str]:
    """The details as one would hear them."""
    return {name: " ".join(text.casefold().split()) for name, text in details.items()}


def says_the_same(wanted: Mapping[str, str], stored: Mapping[str, str]) -> bool:
    """Whether what is stored has every detail that is wanted, and maybe more."""
    return spoken(wanted).items() <= spoken(stored).items()
