"""Which tickets fit a search, and which are like another one, with the reasons for both.

The tools in `tickets` check their arguments and shape the result; here the work is done.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast, get_args

from itsupport.domains.filters import fitting, looser
from itsupport.domains.likeness import Ground, in_words, score, shared_fields, shared_words
from itsupport.domains.text_search import Fields, TextIndex
from itsupport.domains.ticket_records import FoundTicket, SimilarTicket, Ticket, TicketRow
from itsupport.domains.vocabulary import Priority
from itsupport.errors import did_you_mean

UNASSIGNED = "unassigned"
URGENCY: tuple[str, ...] = get_args(get_args(Priority)[0])  # from low to critical

FILTERS: Mapping[str, Callable[[Ticket, Any], bool]] = {
    "status": lambda ticket, status: ticket["status"] == status,
    "priority": lambda ticket, priority: ticket["priority"] == priority,
    "category": lambda ticket, category: ticket["category"] == category,
    "os": lambda ticket, os: ticket["os"] == os,
    "customer_id": lambda ticket, customer_id: ticket["customer_id"] == customer_id,
    "assigned_to": lambda ticket, name: _works_on(name.lower(), ticket),
    "tag": lambda ticket, tag: tag.lower() in map(str.lower, ticket["tags"]),
    "created_after": lambda ticket, day: ticket["created"][:10] >= day,
    "created_before": lambda ticket, day: ticket["created"][:10] <= day,
}

TELLING = (
    Ground("tags", 0.25, "shared tags"),
    Ground("article_ids", 0.2, "same article"),
    Ground("asset_id", 0.05, "same machine"),
)
KIND = (Ground("category", 0.1, "same category"), Ground("os", 0.1, "same system"))
WORDS_IN_COMMON = 0.3  # points for shared words; with the grounds they make 1
NOT_BY_CHANCE = 0.05  # telling points that make two tickets similar; the same kind alone does not


def search(
    tickets: Sequence[Ticket], wanted: Mapping[str, Any]
) -> tuple[list[FoundTicket], list[str]]:
    """The tickets that fit all wanted filters, best or most urgent first, and a hint.

    The query is a filter like the others: adding one can only narrow the search.
    """
    index, query = _index(tickets, _searched), wanted.get("query", "")
    matches = {match.id: match for match in index.rank(query)}
    tests = {**FILTERS, "query": lambda ticket, _: ticket["ticket_id"] in matches}
    found = [cast(FoundTicket, _row(ticket)) for ticket in fitting(tickets, wanted, tests)]
    found.sort(key=lambda ticket: ticket["ticket_id"])
    if query:
        for ticket in found:
            match = matches[ticket["ticket_id"]]
            ticket |= {"score": match.score, "matched_words": match.words}
        found.sort(key=lambda ticket: -ticket["score"])
    else:
        found.sort(key=lambda ticket: ticket["created"], reverse=True)
        found.sort(key=lambda ticket: -URGENCY.index(ticket["priority"]))
    hint = index.spelling_hints(query)
    if wanted and not found:
        hint += [*_near_misses(tickets, wanted), *looser(tickets, wanted, tests)]
    return found, hint


def similar(ticket: Ticket, tickets: Sequence[Ticket]) -> list[SimilarTicket]:
    """The other tickets that are like this one not only in kind, nearest first."""
    index = _index(tickets, _compared)
    found = []
    for other in tickets:
        telling = [
            *shared_fields(ticket, other, TELLING),
            *shared_words(index, ticket["ticket_id"], other["ticket_id"], WORDS_IN_COMMON),
        ]
        if other["ticket_id"] != ticket["ticket_id"] and score(telling) >= NOT_BY_CHANCE:
            reasons = [*telling, *shared_fields(ticket, other, KIND)]
            found.append(
                SimilarTicket(**_row(other), score=score(reasons), reasons=in_words(reasons))
            )
    return sorted(found, key=lambda other: (-other["score"], other["ticket_id"]))


def _index(tickets: Sequence[Ticket], fields: Callable[[Ticket], Fields]) -> TextIndex:
    return TextIndex({ticket["ticket_id"]: fields(ticket) for ticket in tickets})


def _compared(ticket: Ticket) -> Fields:
    """What the ticket is about: the subject counts most."""
    return [
        (3, ticket["subject"]),
        (2, " ".join(ticket["tags"])),
        (1, ticket["description"]),
    ]


def _searched(ticket: Ticket) -> Fields:
    """Everything that somebody may look for; the notes of the history count least."""
    ids = [ticket["ticket_id"], ticket["asset_id"] or "", *ticket["article_ids"]]
    notes = [f"{note['author']}: {note['note']}" for note in ticket["history"]]
    return [
        *_compared(ticket),
        (1, " ".join([ticket["os"], ticket["category"], *ids])),
        (0.5, " ".join(notes)),
    ]


def _row(ticket: Ticket) -> TicketRow:
    values = cast(dict[str, Any], ticket)
    return cast(TicketRow, {key: values[key] for key in TicketRow.__annotations__})


def _technician(ticket: Ticket) -> str:
    return ticket["assigned_to"] or UNASSIGNED


def _works_on(name: str, ticket: Ticket) -> bool:
    """A part of a technician's name is enough; "ned" is no part of a word that is no name."""
    technician = ticket["assigned_to"]
    return name in technician.lower() if technician else name.strip() == UNASSIGNED


def _near_misses(tickets: Sequence[Ticket], wanted: Mapping[str, Any]) -> list[str]:
    """What a misspelt name or tag was probably meant to be."""
    full_names = sorted({_technician(ticket) for ticket in tickets})
    names = [part for name in full_names for part in (name, *name.split())]
    tags = sorted({tag for ticket in tickets for tag in ticket["tags"]})
    hints = did_you_mean(wanted["assigned_to"], names) if "assigned_to" in wanted else []
    if "tag" in wanted and wanted["tag"].lower() not in tags:
        hints += did_you_mean(wanted["tag"], tags)
    return hints
