"""Results are never lost: a file that cannot be replaced gets another name, and that is said.

A folder in the place of a file stands for a file that is open in Excel: neither can be replaced.
"""

import tempfile
from pathlib import Path

import pytest

from itsupport.command_line.grade_files import NAMES, check_writable, written
from itsupport.errors import SupportError

TEXTS = dict(zip(NAMES, ("the spreadsheet", "the page"), strict=True))


def test_results_of_last_time_are_replaced(tmp_path: Path) -> None:
    for text in ("old", "new"):
        check_writable(tmp_path)
        (said,) = written(tmp_path, dict.fromkeys(NAMES, text))
    assert said == f"The results are in {tmp_path / NAMES[0]} and {tmp_path / NAMES[1]}."
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == dict.fromkeys(
        NAMES, "new"
    )


@pytest.mark.parametrize("name", NAMES)
def test_what_cannot_be_replaced_is_said_before_the_work(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(SupportError, match=rf"{name} cannot be replaced(.|\n)*Close it"):
        check_writable(tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_was_opened_meanwhile_gets_the_next_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    next_name = name.replace("results", "results-2")
    moved, found = written(tmp_path, TEXTS)
    assert moved == f"{tmp_path / name} could not be replaced: is it open in another program?"
    assert str(tmp_path / next_name) in found
    assert (tmp_path / next_name).read_text("utf-8") == TEXTS[name]
    (other,) = set(NAMES) - {name}
    assert (tmp_path / other).read_text("utf-8") == TEXTS[other]


def test_a_folder_that_is_gone_meanwhile_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    *_, found = written(tmp_path / "gone", TEXTS)
    places = found.removeprefix("The results are in ").removesuffix(".").split(" and ")
    assert [Path(place).read_text("utf-8") for place in places] == list(TEXTS.values())
