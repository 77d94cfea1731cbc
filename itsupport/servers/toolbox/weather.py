"""The tool `get_weather`: invented, the same for the same city and day, and labelled so.

A real one would ask a service on the network, need a key, and be different every day.
"""

import hashlib
import math
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints
from typing_extensions import TypedDict

from itsupport.dataset import today
from itsupport.domains.vocabulary import Day
from itsupport.dual_mode import dual_mode
from itsupport.errors import SupportError, did_you_mean

CITIES = {
    "Amsterdam": (10, 8),
    "Berlin": (10, 10),
    "Cape Town": (17, -5),
    "Chicago": (10, 14),
    "Lisbon": (17, 6),
    "London": (11, 7),
    "Mumbai": (27, 3),
    "Nairobi": (19, -2),
    "Oslo": (6, 11),
    "Santiago": (15, -7),
    "Sydney": (18, -5),
    "Tokyo": (16, 11),
}
"""A mean of the year and half the way from winter to summer, in degrees Celsius."""

NOTE = "Made up from the city's name and the day. No weather service was asked."
SKIES = ("clear", "a few clouds", "cloudy", "light rain", "heavy rain", "thunderstorm")

City = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=60),
    Field(description="The city, such as Berlin; case does not matter.", examples=["Berlin"]),
]


class Weather(TypedDict):
    """Invented weather. `made_up` is always true."""

    city: str
    day: str
    sky: str
    temperature_celsius: int
    wind_kmh: int
    made_up: Literal[True]
    note: str


@dual_mode
def get_weather(city: City, day: Day | None = None) -> Weather:
    """Give the invented weather of a city on a day; without a day, of today.

    Use it to try things out: the same city and day always give the same weather, and the result
    says that it is made up. Never tell a person that it is a forecast.
    """
    name = _known(city)
    when = date.fromisoformat(day) if day else today()
    chance = hashlib.sha256(f"{name} {when}".encode()).digest()
    mean, swing = CITIES[name]
    season = math.cos((when.timetuple().tm_yday - 200) / 365 * 2 * math.pi)
    return Weather(
        city=name,
        day=when.isoformat(),
        sky=SKIES[chance[0] % len(SKIES)],
        temperature_celsius=round(mean + swing * season) + chance[1] % 7 - 3,
        wind_kmh=chance[2] % 45,
        made_up=True,
        note=NOTE,
    )


def _known(city: str) -> str:
    by_lower_case = {name.lower(): name for name in CITIES}
    if found := by_lower_case.get(city.lower()):
        return found
    raise SupportError(
        f"No weather is made up for {city}",
        f"The cities are {', '.join(CITIES)}.",
        suggested_actions=did_you_mean(city, CITIES),
        retryable=True,
    )
