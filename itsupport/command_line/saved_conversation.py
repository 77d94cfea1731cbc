"""`/save FILE.md`: the conversation as a Markdown file."""

from pathlib import Path

from itsupport.command_line.talk import Talk
from itsupport.errors import SupportError
from itsupport.orchestrator.conversation_markdown import conversation_markdown
from itsupport.orchestrator.forms.outcome import as_markdown

USAGE = "Write /save and a name, such as /save conversation.md"


def save(talk: Talk, argument: str) -> str:
    """Write the file, and say where. A file that is there is replaced only with `!` at the end."""
    name = argument.removesuffix("!").strip().strip("\"'")
    if not name:
        raise SupportError("Where shall the conversation go?", USAGE)
    if not talk.said:
        raise SupportError("There is nothing to save yet", "Ask something first.")
    file = Path(name)
    places = range(len(talk.said))
    asked = ["\n\n".join(map(as_markdown, talk.asked.get(place, []))) for place in places]
    text = conversation_markdown(talk.said, asked)
    try:
        file = file.expanduser()
        with file.open("w" if argument.endswith("!") else "x", encoding="utf-8") as opened:
            opened.write(text.encode("utf-8", "replace").decode())
    except FileExistsError:
        raise _exists(file) from None
    except (OSError, RuntimeError, ValueError) as problem:  # no such home, a zero byte in the name
        raise _unwritable(file, problem) from None
    return f"Saved the conversation in {file.absolute()}"


def _exists(file: Path) -> SupportError:
    return SupportError(
        f"{file} exists already",
        "Nothing was written.",
        suggested_actions=[f"/save {file} ! replaces it.", "Or choose another name."],
    )


def _unwritable(file: Path, problem: Exception) -> SupportError:
    reason = getattr(problem, "strerror", None) or str(problem)
    actions = ["Choose a file in a folder that exists and that you may write to."]
    return SupportError(f"{file} cannot be written", f"{reason}.", suggested_actions=actions)
