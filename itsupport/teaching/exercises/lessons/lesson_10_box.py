"""An exercise of lesson 10: a name from a model that must not lead out of a folder."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from itsupport.errors import SupportError
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception, NotAttempted
from itsupport.teaching.exercises.showing import shown
from itsupport.teaching.exercises.untouched import untouched

GOOD = {"notes.txt": "the notes", "plan-2.md": "the plan"}
ATTACKS = {
    "../secret.txt": (
        "leaves_the_box",
        "Check the name before you use it: `..` in it leads to the folder above.",
    ),
    "../box-old/secret.txt": (
        "begins_alike",
        "`/box-old` begins with `/box` and lies elsewhere. Compare whole folders: `path.parent`.",
    ),
    "....//secret.txt": (
        "strips_what_is_bad",
        "Taking `../` out of `....//` leaves `../`. Refuse a bad name; do not mend it.",
    ),
    "{root}/secret.txt": (
        "takes_a_whole_path",
        "`box / name` is `name` when that is a whole path. Allow names without / only.",
    ),
    "link.txt": (
        "follows_links",
        "link.txt is a link to a file outside. `path.is_symlink()` tells.",
    ),
    "inner/deep.txt": (
        "takes_folders",
        "The files lie in the box itself. Allow names without / only.",
    ),
    "link-inside.txt": (
        "follows_links",
        "link-inside.txt is a link to notes.txt, and no link will do: `path.is_symlink()` tells.",
    ),
    "missing.txt": (
        "takes_what_is_missing",
        "Raise a SupportError when there is no such file: `path.is_file()` tells.",
    ),
    "inner": (
        "takes_what_is_missing",
        "inner is a folder: `path.is_file()` tells.",
    ),
    "notes.txt\0.md": (
        "takes_what_is_missing",
        "A name may hold any sign. Say which are allowed.",
    ),
}


async def name_that_stays_in(file_in: Any) -> None:
    """Two files are found, and ten names lead nowhere, in a folder made for it."""
    if untouched(file_in):
        raise NotAttempted("Write the body of `file_in` in place of `...`, and run the cell.")
    with _folders() as root:
        for name, text in GOOD.items():
            _check_found(name, text, await _asked(file_in, root / "box", name))
        for attack, (misconception, step) in ATTACKS.items():
            if misconception == "follows_links" and not (root / "box" / attack).is_symlink():
                continue  # Windows lets only some people make links
            given = await _refused(file_in, root / "box", attack.format(root=root), step)
            if not isinstance(given, SupportError):
                got = shown(given).replace(str(root), "/…")
                raise Misconception(
                    misconception,
                    seen=f"{attack.format(root='/…')!r} gave {got}",
                    expected="a SupportError",
                    next_step=step,
                )


async def _asked(file_in: Any, box: Path, name: str) -> Any:
    """What it gives; its refusal is given, too."""
    try:
        return await run(file_in, box, name)
    except SupportError as problem:
        return problem


async def _refused(file_in: Any, box: Path, name: str, step: str) -> Any:
    """The same for a name that must be refused: no other error will do."""
    try:
        return await _asked(file_in, box, name)
    except Misconception as found:
        slip = isinstance(found.__cause__, NameError | AttributeError | TypeError)
        if found.name == "raises" and not slip:
            found.expected, found.next_step = "a SupportError", step
        raise


def _check_found(name: str, text: str, given: Any) -> None:
    with suppress(TypeError, OSError, ValueError):
        if Path(given).read_text("utf-8") == text:
            return
    raise Misconception(
        "good_name_refused",
        seen=f"{name!r}, a file in the box, gave {shown(given)}",
        expected=f"the path of {name}: box / name",
        next_step="Return the path of a file that lies in the box. "
        "Letters, digits, dots and dashes are good.",
    )


@contextmanager
def _folders() -> Iterator[Path]:
    """A box with two files, a folder and two links in it, and secrets around it."""
    with TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        for inside in ("box/inner", "box-old"):
            (root / inside).mkdir(parents=True)
        for name, text in GOOD.items():
            (root / "box" / name).write_text(text, "utf-8")
        for secret in ("secret.txt", "box-old/secret.txt", "box/inner/deep.txt"):
            (root / secret).write_text("the secret", "utf-8")
        with suppress(OSError):
            (root / "box" / "link.txt").symlink_to(root / "secret.txt")
            (root / "box" / "link-inside.txt").symlink_to(root / "box" / "notes.txt")
        yield root


EXERCISES = (
    Exercise(
        name="name_that_stays_in",
        lesson="10_resources_and_prompts",
        title="A name that stays in the box",
        minutes=15,
        answers=("file_in",),
        judge=name_that_stays_in,
        misconceptions={
            "good_name_refused": "refused, or did not find, a file that is there",
            "leaves_the_box": "let a name lead to the folder above",
            "begins_alike": "compared the beginnings of paths as texts",
            "strips_what_is_bad": "mended a bad name instead of refusing it",
            "takes_a_whole_path": "let a whole path replace the folder",
            "follows_links": "followed a symbolic link",
            "takes_folders": "let a name lead into another folder",
            "takes_what_is_missing": "gave a path where there is no file",
        },
        hints=(
            "Say what is allowed, not what is forbidden: "
            r"`re.fullmatch(r'[a-z0-9][a-z0-9-]*\.(txt|md)', name)`.",
            "Then `path = box / name`. Is it a link (`path.is_symlink()`)? A file (`is_file()`)?",
            "Whatever does not fit: `raise SupportError(f'{name!r} is not a file here')`.",
        ),
        why="A list of what is allowed is finished; a list of what is forbidden never is.",
    ),
)
