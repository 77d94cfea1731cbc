"""Where an answer runs: a folder that is thrown away, and an environment that holds no secret."""

import os
import site
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

KEPT = frozenset(
    {"PATH", "PATHEXT", "PYTHONPATH", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"}
    | {"LANG", "LC_ALL", "LC_CTYPE", "TZ", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC"}
    | {"NUMBER_OF_PROCESSORS", "PROCESSOR_ARCHITECTURE"}
)
"""The variables that a program needs to start. No other reaches an answer: keys have many names."""

HOMES = ["HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA"]
HOMES += ["XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"]
TEMPORARY = ["TMPDIR", "TEMP", "TMP"]


@contextmanager
def throwaway_folder() -> Iterator[Path]:
    """A folder for one judging process; its answers' current folder is `home/work`."""
    with TemporaryDirectory(prefix="grading-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        (folder / "home" / "work").mkdir(parents=True)
        (folder / "temporary").mkdir()
        yield folder


def environment_in(folder: Path) -> dict[str, str]:
    """All variables of a judging process."""
    return {
        **{name: os.environ[name] for name in sorted(KEPT & {*os.environ})},
        **dict.fromkeys(HOMES, str(folder / "home")),
        **dict.fromkeys(TEMPORARY, str(folder / "temporary")),
        "PYTHONUSERBASE": site.getuserbase(),  # packages below the real home are still found
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "MPLBACKEND": "agg",
    }
