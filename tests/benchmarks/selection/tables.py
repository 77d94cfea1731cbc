"""Markdown tables with a target and a mark, printed line by line."""


def heading(title: str, *columns: str) -> None:
    """Begin a table."""
    print(f"\n**{title}**\n\n| {' | '.join(columns)} |\n|{'---|' * len(columns)}", flush=True)


def row(*cells: object) -> None:
    """A line without a target."""
    print(f"| {' | '.join(map(str, cells))} |", flush=True)


def held(good: bool, target: str, *cells: object) -> bool:
    """A line that ends with its target and a mark; whether it is met."""
    row(*cells, f"{target} {'✓' if good else '✗'}")
    return good
