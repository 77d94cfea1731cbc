"""The box: what comes in, what is refused, and that nothing outside is ever touched."""

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from itsupport.errors import SupportError
from itsupport.servers.toolbox import box as the_box
from itsupport.servers.toolbox import read_text_file, save_text_file

HOSTILE = [
    "../x.txt",
    "..",
    ".",
    "/etc/passwd",
    "/tmp/x.txt",
    "C:\\x.txt",
    "a/b.txt",
    "a\\b.txt",
    "..\\x.txt",
    "%2e%2e/x.txt",
    "x.txt\0.md",
    "x.txt\n",
    "file\u202etxt.md",
    "ﬁle.txt",
    "п.txt",
    "con.txt",
    "nul.md",
    "com1.txt",
    "lpt9.csv",
    "x.txt.",
    "x.txt ",
    " x.txt",
    ".hidden.txt",
    "-rf.txt",
    "x.exe",
    "x.txt:stream",
    "X.TXT",
    "x",
    ".txt",
    "~root.txt",
    "$HOME.txt",
    "a" * 65 + ".txt",
    "a" * 10_000 + ".txt",
]


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A file that must be neither read nor changed."""
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    return secret


def test_a_text_comes_back_as_it_was(box: Path) -> None:
    text = "Grüße, 世界 🙂\r\nsecond line\n"
    saved = save_text_file("notes.txt", text)
    assert saved == {
        "name": "notes.txt",
        "uri": "toolbox://files/notes.txt",
        "bytes": len(text.encode()),
        "new": True,
    }
    assert read_text_file("notes.txt")["text"] == text
    assert [entry.name for entry in box.iterdir()] == ["notes.txt"]


def test_a_file_is_not_written_over_unless_that_is_asked_for() -> None:
    save_text_file("notes.txt", "first")
    with pytest.raises(SupportError, match="already"):
        save_text_file("notes.txt", "second")
    assert read_text_file("notes.txt")["text"] == "first"
    assert save_text_file("notes.txt", "second", overwrite=True)["new"] is False
    assert read_text_file("notes.txt")["text"] == "second"


def test_a_name_whose_text_was_never_written_counts_as_no_file(box: Path) -> None:
    """Another process is about to write it, or ended before it did."""
    save_text_file("other.txt", "x")
    (box / "notes.txt").touch()
    assert the_box.saved_names() == ["other.txt"]
    with pytest.raises(SupportError, match="There is no file called"):
        read_text_file("notes.txt")
    save_text_file("notes.txt", "text", overwrite=True)
    assert read_text_file("notes.txt")["text"] == "text"


@pytest.mark.parametrize("name", HOSTILE, ids=repr)
def test_a_name_that_is_not_allowed_leads_nowhere(name: str, box: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(SupportError):
        save_text_file(name, "text")
    with pytest.raises(SupportError):
        read_text_file(name)
    with pytest.raises(SupportError, match="not a name"):
        the_box.save(name, "text", overwrite=True)
    with pytest.raises(SupportError, match="not a name"):
        the_box.read(name)
    assert sorted(tmp_path.rglob("*")) == before
    assert not box.exists()


def test_a_refused_name_comes_with_one_that_may_be_used() -> None:
    with pytest.raises(SupportError, match=r"my-notes\.txt"):
        the_box.read("My Notes.TXT")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize(
    "plant",
    [
        lambda link, target: link.symlink_to(target),
        lambda link, target: link.hardlink_to(target),
        lambda link, target: link.symlink_to(target.parent),
        lambda link, _: link.mkdir(),
        lambda link, _: os.mkfifo(link),
        lambda link, _: link.symlink_to("/dev/zero"),
        lambda link, _: link.symlink_to(link),
    ],
    ids=["symlink", "hard link", "link to a folder", "folder", "pipe", "device", "loop"],
)
def test_what_is_planted_in_the_box_is_neither_followed_nor_listed(
    plant: Callable[[Path, Path], None], box: Path, outside: Path
) -> None:
    save_text_file("other.txt", "x")
    plant(box / "planted.txt", outside)
    assert the_box.saved_names() == ["other.txt"]
    with pytest.raises(SupportError):
        read_text_file("planted.txt")
    with pytest.raises(SupportError, match="already"):
        save_text_file("planted.txt", "new text")
    try:
        save_text_file("planted.txt", "new text", overwrite=True)
    except SupportError:
        assert (box / "planted.txt").is_dir()
    else:  # the name is free for a text now; what it led to is as it was
        assert read_text_file("planted.txt")["text"] == "new text"
    assert outside.read_text() == "the secret"


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="no such promise there")
def test_a_file_that_is_swapped_for_a_link_all_the_time_never_shows_what_is_outside(
    box: Path, outside: Path
) -> None:
    save_text_file("notes.txt", "harmless")
    done = threading.Event()

    def swap() -> None:
        while not done.is_set():
            (box / "link").symlink_to(outside)
            os.replace(box / "link", box / "notes.txt")
            (box / "file").write_text("harmless")
            os.replace(box / "file", box / "notes.txt")

    swapping = threading.Thread(target=swap)
    swapping.start()
    seen = set()
    try:
        for _ in range(2_000):
            try:
                seen.add(read_text_file("notes.txt")["text"])
            except SupportError:
                seen.add("refused")
    finally:
        done.set()
        swapping.join()
    assert "the secret" not in seen


def test_too_much_is_refused_and_leaves_nothing(box: Path) -> None:
    for text in ("x" * 10_000_000, "é" * 40_000, "", "a\0b"):
        with pytest.raises(SupportError):
            save_text_file("big.txt", text)
    assert not box.exists() or not list(box.iterdir())


def test_a_file_that_somebody_else_made_too_big_or_no_text_is_not_read(box: Path) -> None:
    box.mkdir()
    (box / "big.txt").write_bytes(b"x" * 70_000)
    (box / "bytes.txt").write_bytes(b"\xff\xfe\x00")
    for name in ("big.txt", "bytes.txt"):
        with pytest.raises(SupportError, match="may not be read"):
            read_text_file(name)


def test_a_full_box_takes_no_new_file_but_lets_old_ones_change() -> None:
    for number in range(the_box.MAXIMUM_FILES):
        save_text_file(f"note{number}.txt", "x")
    with pytest.raises(SupportError, match="full"):
        save_text_file("more.txt", "x")
    save_text_file("note1.txt", "y", overwrite=True)


def test_of_many_who_save_the_same_name_at_once_one_succeeds(box: Path) -> None:
    outcomes: list[str] = []

    def save(number: int) -> None:
        try:
            save_text_file("same.txt", f"{number} " * 1_000)
            outcomes.append("saved")
        except SupportError:
            outcomes.append("refused")

    threads = [threading.Thread(target=save, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused"] * 19 + ["saved"]
    assert len(set(read_text_file("same.txt")["text"].split())) == 1
    assert [entry.name for entry in box.iterdir()] == ["same.txt"]


def test_an_unknown_file_names_the_near_ones() -> None:
    save_text_file("notes.txt", "x")
    with pytest.raises(SupportError, match=r"Did you mean 'notes\.txt'"):
        read_text_file("note.txt")


def test_the_folder_must_be_a_whole_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITSUPPORT_TOOLBOX", "some/where")
    with pytest.raises(SupportError, match="ITSUPPORT_TOOLBOX"):
        save_text_file("notes.txt", "x")


def test_without_a_choice_the_folder_is_one_of_our_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("ITSUPPORT_TOOLBOX")
    monkeypatch.setenv(
        "LOCALAPPDATA" if sys.platform == "win32" else "XDG_STATE_HOME", str(tmp_path)
    )
    save_text_file("notes.txt", "x")
    assert (tmp_path / "itsupport" / "toolbox" / "notes.txt").read_text() == "x"


def test_a_folder_that_cannot_be_made_is_a_clear_error(
    monkeypatch: pytest.MonkeyPatch, outside: Path
) -> None:
    monkeypatch.setenv("ITSUPPORT_TOOLBOX", str(outside / "below"))
    with pytest.raises(SupportError, match="ITSUPPORT_TOOLBOX"):
        save_text_file("notes.txt", "x")
