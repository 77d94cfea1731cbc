"""What people look at in a notebook: the chat, and pictures of servers, messages and records."""

from itsupport.notebook.chat import Chat

__all__ = ["Chat"]
