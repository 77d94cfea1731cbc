"""What a terminal is given of a text that others wrote."""

import pytest

from itsupport.command_line.terminal import harmless


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", "\u2009", "\u3000", " "])
def test_every_kind_of_blank_still_parts_what_it_parted(blank: str) -> None:
    assert harmless(f"10{blank}000") == "10 000"


def test_control_characters_go_and_lines_and_tabs_stay() -> None:
    assert harmless("\x1b[2Jone\r\n\ttwo\x07\u2028\u202e") == "[2Jone\n\ttwo"
