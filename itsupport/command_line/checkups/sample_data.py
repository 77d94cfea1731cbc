"""Can the sample records be used? An edit that broke a file is found here, with its place."""

from importlib import import_module

from itsupport.command_line.checkups.finding import Finding, from_problem

SHAPES = {
    "tickets": ("ticket_records", "Ticket"),
    "customers": ("customer_records", "Customer"),
    "invoices": ("invoice_records", "Invoice"),
    "articles": ("article_records", "Article"),
    "assets": ("asset_records", "Asset"),
}
"""Each data file, and where the shape of its records is written."""


def check() -> list[Finding]:
    """One finding per file that cannot be used, or one for all of them and the desk's day."""
    from itsupport.dataset import today

    counted, wrong = [], []
    for name in SHAPES:
        try:
            counted.append(f"{_count(name)} {name}")
        except Exception as problem:
            wrong.append(from_problem("Sample data", problem))
    try:
        day = today()
    except Exception as problem:
        return [*wrong, from_problem("Sample data", problem)]
    return wrong or [Finding(True, f"Sample data for {day}: {', '.join(counted)}")]


def _count(name: str) -> int:
    from itsupport.dataset import records

    module, shape = SHAPES[name]
    return len(records(name, getattr(import_module(f"itsupport.domains.{module}"), shape)))
