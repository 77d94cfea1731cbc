"""A server's question on the page: a form to fill in, or a link to visit."""

from itsupport.notebook.asking.cell import ask_in_cell

__all__ = ["ask_in_cell"]
