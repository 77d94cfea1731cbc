"""`database show|fill|forget`: what the database of `ITSUPPORT_DATABASE` holds.

The URL is read from the environment only: an argument would be seen in the list of processes.
"""

import argparse

from itsupport import record_store
from itsupport.dataset import fill_database
from itsupport.errors import SupportError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One word."""
    parser.add_argument(
        "what",
        choices=["show", "fill", "forget"],
        help="show: count the records; fill: replace the sample data with what the JSON files "
        "hold now; forget: remove what was added, such as tickets",
    )


def run(options: argparse.Namespace) -> int:
    """Do it, then show what the database holds."""
    if options.what == "fill":
        fill_database()
    database = record_store.shared_database()
    if database is None:
        raise SupportError(
            "ITSUPPORT_DATABASE is not set, so added records stay in each process",
            suggested_actions=["Set it to a URL such as sqlite:////whole/path/desk.db."],
        )
    if options.what == "forget":
        database.forget()
    contents = database.contents()
    if not contents:
        print("It is empty. python -m itsupport database fill copies the sample data into it.")
        return 0
    print(f"{'kind':<12}{'sample data':>12}{'added':>8}")
    for kind, (samples, added) in contents.items():
        print(f"{kind:<12}{samples:>12}{added:>8}")
    return 0
