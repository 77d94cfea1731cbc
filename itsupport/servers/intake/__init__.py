"""The intake of the support desk: where something new is written down, after asking the user.

Open a ticket with create_ticket_v2 and book a technician's visit with book_appointment_v2: both ask
the user themselves, in the middle of the call. create_ticket is for clients that cannot be asked:
it gives a form to show. Nothing is stored unless the user accepts, and the same request sent again
stores nothing new.
"""

import inspect

from mcp.types import ToolAnnotations

from itsupport.dataset import today
from itsupport.servers.asking_tools import Asking
from itsupport.servers.intake.book_appointment_v2 import book_appointment_v2
from itsupport.servers.intake.create_ticket import create_ticket
from itsupport.servers.intake.create_ticket_v2 import create_ticket_v2
from itsupport.servers.intake.echo import echo
from itsupport.servers.support_server import SupportServer

WRITES_ONCE = ToolAnnotations(
    read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
"""The tool adds something; the same call again adds nothing."""


def build() -> SupportServer:
    """The intake server, ready to be served in any way."""
    return SupportServer(
        "intake",
        [echo],
        changing={create_ticket: WRITES_ONCE},
        asking={
            create_ticket_v2: Asking(WRITES_ONCE, way_out=("create_ticket",)),
            book_appointment_v2: Asking(WRITES_ONCE, way_out=("create_ticket",)),
        },
        title="IT support: intake",
        instructions=f"{inspect.getdoc(inspect.getmodule(build))}\n\nToday is {today()}.",
        version="1.0.0",
    )
