"""A chat over tools in one cell: it shows its work, and the kernel stays free."""

from itsupport.notebook.chat.chat import Chat

__all__ = ["Chat"]
