"""The days on which a technician can come, and booking one of their visits, once.

Five technicians make eight visits a day, Monday to Friday, within two weeks. A visit is a place in
the store with a name of its own, so that two bookings can never take the same.
"""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from typing_extensions import TypedDict

from itsupport import record_store
from itsupport.dataset import today
from itsupport.domains.ticket_records import Moment
from itsupport.domains.vocabulary import CustomerId, Day
from itsupport.servers.intake.same_request import says_the_same

TECHNICIANS = ("Priya Raman", "Marco Bellini", "Aisha Okafor", "Helen Park", "Jonas Lindqvist")
FIRST_HOUR, HOURS = 9, 8
VISITS_A_DAY = len(TECHNICIANS) * HOURS
DAYS_AHEAD = 14
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


class Appointment(TypedDict):
    """A visit that is booked; `name` is whom the technician asks for."""

    appointment_id: str
    customer_id: CustomerId
    topic: str
    name: str
    day: Day
    at: Moment
    technician: str


def free_days(**visit: str) -> dict[str, str]:
    """The days with a free visit, with names for people; they change when a day is full.

    A day stays while it holds this very `visit`: whoever sends its form again must find the same.
    """
    booked = record_store.added("appointments")
    visits = Counter(one["day"] for one in booked)
    own = {one["day"] for one in booked if visit and says_the_same(visit, one)}
    coming = [today() + timedelta(days=ahead) for ahead in range(1, DAYS_AHEAD + 1)]
    return {
        day.isoformat(): f"{_WEEKDAYS[day.weekday()]}, {day.isoformat()}"
        for day in coming
        if day.weekday() < len(_WEEKDAYS)
        and (visits[day.isoformat()] < VISITS_A_DAY or day.isoformat() in own)
    }


def book(customer_id: str, topic: str, name: str, day: str) -> tuple[Appointment | None, bool]:
    """The visit, and whether it is new; no visit when the day is full.

    The same customer, topic, name and day are the same booking.
    """
    wanted = {"customer_id": customer_id, "topic": topic, "name": name, "day": day}
    for visit in range(VISITS_A_DAY):
        made: list[str] = []
        stored: Any = record_store.add(
            "appointments", f"{day} {visit}", _maker(wanted, visit, made)
        )
        appointment: Appointment = stored
        if says_the_same(wanted, stored):
            return appointment, appointment["appointment_id"] in made
    return None, False


def _maker(wanted: dict[str, str], visit: int, made: list[str]) -> Any:
    hour, technician = FIRST_HOUR + visit // len(TECHNICIANS), visit % len(TECHNICIANS)

    def make(number: int) -> dict[str, Any]:
        made.append(f"APT-{number:04}")
        return {
            "appointment_id": made[-1],
            **wanted,
            "at": f"{date.fromisoformat(wanted['day'])}T{hour:02}:00:00",
            "technician": TECHNICIANS[technician],
        }

    return make
