"""Up to a thousand plausible tools: the desk's twenty again and again, for other trades.

"Find tickets …" of the desk becomes "Find museum loans …", with ids of another shape.
"""

import json
import re
from itertools import chain, islice, product

from itsupport.offline.exchange import Tool
from tests.offline.desk import TOOLS

TRADES = [
    "hotel",
    "museum",
    "airport",
    "clinic",
    "school",
    "harbour",
    "farm",
    "theatre",
    "bank",
    "bakery",
]
NOUNS = {  # what each noun of the desk becomes, in five ways
    "ticket": ["booking", "loan", "flight", "lesson", "order"],
    "customer": ["guest", "visitor", "passenger", "pupil", "member"],
    "invoice": ["bill", "receipt", "fare", "fee", "statement"],
    "article": ["leaflet", "chapter", "notice", "recipe", "poster"],
    "asset": ["room", "painting", "aircraft", "boat", "oven"],
    "machine": ["lift", "case", "engine", "crane", "mixer"],
    "software": ["menu", "catalogue", "timetable", "syllabus", "playlist"],
    "licence": ["permit", "lease", "slot", "pass", "badge"],
    "license": ["permit", "lease", "slot", "pass", "badge"],
    "warranty": ["insurance", "guarantee", "inspection", "deposit", "cover"],
    "knowledge": ["reading", "history", "travel", "study", "craft"],
}
BRANCHES = ("north", "south", "east", "west", "central")
PREFIXES = re.compile(r"\b(TKT|CUST|INV|KB|AST)-")


def toolset(size: int) -> tuple[Tool, ...]:
    """The desk's tools first, then clones, `size` in all; no two have the same name."""
    clones = chain.from_iterable(_clones(*which) for which in product(range(5), TRADES))
    return tuple(islice(chain(TOOLS, clones), size))


def _clones(way: int, trade: str) -> list[Tool]:
    return [_clone(tool, way, trade) for tool in TOOLS]


def _clone(tool: Tool, way: int, trade: str) -> Tool:
    def there(text: str) -> str:
        for noun, others in NOUNS.items():
            text = text.replace(noun, others[way]).replace(noun.title(), others[way].title())
        return PREFIXES.sub(lambda found: f"{trade[:2].upper()}{found[1]}{way}-", text)

    parameters = json.loads(there(json.dumps(tool.parameters)))
    name = f"{trade}_{BRANCHES[way]}_{there(tool.name)}"
    about = f"{trade.title()}, {BRANCHES[way]} branch: {there(tool.description)}"
    return Tool(name, about, parameters)
