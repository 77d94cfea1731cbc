"""What a database cannot do, in words that say what to do next, and never with a password.

What this leaves out: faults in what is stored, which are crashes as any other.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc, make_url

from itsupport.errors import SupportError

EXAMPLES = [
    "Write sqlite:////whole/path/desk.db or postgresql+psycopg://user:password@host/name.",
    "Or unset ITSUPPORT_DATABASE: then records stay in the memory of the process.",
]


def unusable(reason: str) -> SupportError:
    """The URL in `ITSUPPORT_DATABASE` is not one that can be used."""
    return SupportError(
        "ITSUPPORT_DATABASE holds no URL that can be used", reason, suggested_actions=EXAMPLES
    )


def without_driver(name: str | None) -> SupportError:
    """The package that talks to PostgreSQL is not installed: the workbook does without it."""
    return SupportError(
        f"The driver for this database is missing: {name}",
        "PostgreSQL needs one more package.",
        suggested_actions=['Run pip install "psycopg[binary]".', EXAMPLES[1]],
    )


@contextmanager
def told_plainly(url: str) -> Iterator[None]:
    """Turn what the library raises about this database into `SupportError`."""
    try:
        yield
    except exc.TimeoutError:
        raise _out_of_reach(url, "All its connections are busy.") from None
    except exc.DBAPIError as problem:
        raise _out_of_reach(url, _without_secrets(url, str(problem.orig))) from None


def _out_of_reach(url: str, reason: str) -> SupportError:
    return SupportError(
        f"The database {_place(url)} cannot do this now",
        reason,
        suggested_actions=[
            "See that it runs, and that the user and the name in ITSUPPORT_DATABASE are right.",
            "Try again: a request that was stored is not stored twice.",
        ],
        retryable=True,
    )


def _place(url: str) -> str:
    """Where it is, without user and password."""
    address = make_url(url)
    if address.host is None:
        return (address.database or "").rpartition("/")[2]
    return f"{address.database} at {address.host}:{address.port or 5432}"


def _without_secrets(url: str, text: str) -> str:
    """The first line of what the driver says."""
    address = make_url(url)
    secrets = [address.password, *map(str, address.query.values())]
    first = next(iter(text.strip().splitlines()), "")
    for secret in filter(None, secrets):
        first = first.replace(str(secret), "…")
    return first
