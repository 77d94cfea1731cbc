"""The sample tickets: complete, in order, and true to themselves."""

from itsupport.dataset import records
from itsupport.domains.article_records import Article
from itsupport.domains.ticket_records import Ticket
from itsupport.domains.tickets import get_ticket_details, search_tickets


def ids() -> list[str]:
    return [ticket["ticket_id"] for ticket in search_tickets(limit=50)["tickets"]]


def every_ticket() -> list[Ticket]:
    return [get_ticket_details(ticket_id) for ticket_id in ids()]


def test_there_are_fifteen_tickets_with_ids_in_a_row() -> None:
    assert sorted(ids()) == [f"TKT-{number}" for number in range(1001, 1016)]


def test_exactly_the_finished_tickets_have_a_day_of_resolution() -> None:
    for ticket in every_ticket():
        finished = ticket["status"] in ("resolved", "closed")
        assert (ticket["resolved"] is not None) == finished, ticket["ticket_id"]


def test_every_history_has_two_notes_or_more_from_creation_to_the_last_update() -> None:
    for ticket in every_ticket():
        moments = [note["at"] for note in ticket["history"]]
        assert len(moments) >= 2
        assert moments == sorted(moments)
        assert (moments[0], moments[-1]) == (ticket["created"], ticket["updated"])
        assert ticket["resolved"] is None or ticket["resolved"] in moments


def test_no_ticket_is_younger_than_the_day_of_the_desk() -> None:
    assert all("2024-01-01" <= t["created"] <= t["updated"] < "2025-07-01" for t in every_ticket())


def test_every_article_that_a_ticket_names_exists() -> None:
    known = {article["article_id"] for article in records("articles", Article)}
    assert {id_ for ticket in every_ticket() for id_ in ticket["article_ids"]} <= known
