"""A picture as Mermaid text: JupyterLab and GitHub draw it, a plain terminal shows the text."""


class Diagram(str):
    """Mermaid text that a notebook draws when it is a cell's last expression."""

    __slots__ = ()

    __repr__ = str.__str__

    def _repr_markdown_(self) -> str:
        return f"```mermaid\n{self}\n```"


def label(text: str) -> str:
    """Text for use inside a diagram: short, on one line, with nothing that Mermaid would read."""
    flat = " ".join(text.split())
    short = flat if len(flat) <= 60 else f"{flat[:59]}…"
    return "".join(f"#{ord(mark)};" if mark in '#;:<>"{}%' else mark for mark in short)


def participant(server: str) -> str:
    """A server's name as a participant's: letters, digits and underscores only."""
    return "s_" + "".join(letter if letter.isalnum() else "_" for letter in server)
