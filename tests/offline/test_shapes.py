"""Identifiers: their shapes, and how people write them."""

import pytest

from itsupport.offline.selector.tools.shapes import shape_of_examples, shape_of_pattern


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("^ORD-[0-9]{4}$", "about ord-0012 please", ["ORD-0012"]),
        ("^ORD-[0-9]{4}$", "ord12 and ORD 7", ["ORD-0012", "ORD-0007"]),
        ("^ORD-[0-9]{4}$", "ORD-12345 or WORD-0001", []),
        ("^DEV-(PC|MAC)-[0-9]{2}$", "dev mac 1", ["DEV-MAC-01"]),
        (r"^BK\d{4}$", "bk0042.", ["BK0042"]),
    ],
)
def test_ids_are_found_as_people_write_them(pattern: str, text: str, found: list[str]) -> None:
    shape = shape_of_pattern(pattern)
    assert shape is not None
    assert [value for _, _, value in shape.mentions(text)] == found


@pytest.mark.parametrize("pattern", ["^[^@]+@[^@]+$", "^(a+)+$", "x" * 500, "^[", r"^\d{4}-\d{2}$"])
def test_other_patterns_are_no_shape_of_ids(pattern: str) -> None:
    assert shape_of_pattern(pattern) is None


def test_examples_tell_the_shape_too() -> None:
    shape = shape_of_examples(["DEV-PC-01", "DEV-MAC-02"])
    assert shape is not None
    assert shape.fits("DEV-TAB-77")
    assert not shape.fits("ORD-TAB-77")


def test_a_host_name_is_no_example_of_an_id() -> None:
    assert shape_of_examples(["tc-dc01"]) is None
