"""Can files be written to the temporary folder? The servers' logs are kept there."""

from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from itsupport.command_line.checkups.finding import Finding


def check() -> list[Finding]:
    """One finding: a file was written and read again, or not."""
    try:
        with TemporaryDirectory(prefix="itsupport-doctor-") as folder:
            file = Path(folder) / "note.txt"
            file.write_text("café", "utf-8")
            good = file.read_text("utf-8") == "café"
        return [Finding(good, f"The temporary folder {gettempdir()} can be written to")]
    except OSError as problem:
        statement = f"The temporary folder cannot be written to: {problem.strerror}"
        advice = "Free some disk space, or set TMPDIR (on Windows TEMP) to a folder of yours."
        return [Finding(False, statement, (advice,))]
