"""What people look at in a notebook: the chat, and pictures of servers, messages and records."""

from itsupport.notebook.asking import ask_in_cell
from itsupport.notebook.balance_plot import plot_balances
from itsupport.notebook.chat import Chat
from itsupport.notebook.http_tables import exchange_table, header_table
from itsupport.notebook.messages import side_by_side, wire_view
from itsupport.notebook.offers import offer_map
from itsupport.notebook.problems import error_card
from itsupport.notebook.record_tables import records
from itsupport.notebook.servers import server_map
from itsupport.notebook.ticket_plot import plot_tickets
from itsupport.notebook.warranty_plot import plot_warranties

__all__ = [
    "Chat",
    "ask_in_cell",
    "error_card",
    "exchange_table",
    "header_table",
    "offer_map",
    "plot_balances",
    "plot_tickets",
    "plot_warranties",
    "records",
    "server_map",
    "side_by_side",
    "wire_view",
]
