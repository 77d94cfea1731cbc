"""Greeting, system, weather: what they say and what they keep to themselves."""

import getpass
import platform

import pytest

from itsupport.errors import SupportError
from itsupport.servers.toolbox import get_system_info, get_weather, greet
from itsupport.servers.toolbox.weather import CITIES


def test_a_greeting_is_one_line_whatever_the_name() -> None:
    assert greet("Ada") == {"greeting": "Hello, Ada!"}
    assert greet("Ada", language="french") == {"greeting": "Bonjour, Ada!"}
    assert greet("Ada\n\u202eevil\x1b[31m")["greeting"].isprintable()
    for name in ("", "   ", "x" * 81):
        with pytest.raises(SupportError):
            greet(name)


def test_the_system_is_told_coarsely() -> None:
    found = get_system_info()
    assert set(found) == {"os_family", "python_version", "processor_cores"}
    for secret in (getpass.getuser(), platform.node(), platform.release()):
        assert secret not in found.values()
    assert found["python_version"].count(".") == 1


def test_the_weather_is_made_up_and_says_so_and_stays_the_same() -> None:
    first = get_weather("berlin", "2025-06-30")
    assert first == get_weather("Berlin") == get_weather("  BERLIN ")
    assert first["made_up"] is True
    assert "Made up" in first["note"]
    assert first != get_weather("Berlin", "2025-07-01")


@pytest.mark.parametrize("city", CITIES)
def test_january_and_july_are_as_one_expects(city: str) -> None:
    january, july = (
        sum(get_weather(city, f"2025-{m}-{d:02}")["temperature_celsius"] for d in range(1, 29))
        for m in ("01", "07")
    )
    assert (january < july) == (CITIES[city][1] > 0)


def test_a_city_without_weather_names_the_near_ones() -> None:
    with pytest.raises(SupportError, match="Did you mean 'Berlin'"):
        get_weather("Berlim")
    with pytest.raises(SupportError):
        get_weather("Berlin", "2025-02-30")
