"""What a dual-mode function may be called, may take and may give back, at the edges."""

import asyncio
import json
import warnings
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any

import pytest
from mcp import Client
from pydantic import Field

from itsupport.dual_mode import dual_mode, input_schema
from itsupport.errors import SupportError
from itsupport.servers import SupportServer

Copies = Annotated[int, Field(ge=1, description="How many copies.", examples=[2])]


def make_printer() -> Any:
    """A function whose arguments are named like what pydantic's models have."""

    @dual_mode
    def print_it(
        copy: Copies,
        schema: str = "plain",
        json: bool = False,
        model_dump: str | None = None,
        model_config: str | None = None,
        argument_x: int = 0,
        self: int = 0,
    ) -> dict[str, Any]:
        """Print."""
        return {"copy": copy, "schema": schema, "model": model_config, "x": argument_x, "me": self}

    return print_it


def test_arguments_may_be_named_like_the_attributes_of_a_model() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        print_it = make_printer()
        result = print_it(3, schema="fine", model_config="A4", argument_x=1)
    assert result == {"copy": 3, "schema": "fine", "model": "A4", "x": 1, "me": 0}


def test_a_server_of_such_a_function_warns_of_nothing_and_shows_the_own_names() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        print_it = make_printer()
        SupportServer("printers", [print_it])
        schema = input_schema(print_it)
    assert list(schema["properties"])[:3] == ["copy", "schema", "json"]
    assert schema["required"] == ["copy"]
    assert schema["properties"]["copy"]["examples"] == [2]
    assert "argument_copy" not in json.dumps(schema)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({}, "copy is missing"),
        ({"copy": 0}, "copy is 0: "),
        ({"copy": 1, "argument_copy": 1}, "there is no argument argument_copy"),
        ({"copy": 1, "shema": "x"}, "Did you mean 'schema'?"),
    ],
)
def test_mistakes_are_told_with_the_names_that_the_caller_uses(
    arguments: dict[str, Any], said: str
) -> None:
    with pytest.raises(SupportError) as caught:
        make_printer()(**arguments)
    assert said in str(caught.value)
    assert "argument_copy" not in str(caught.value).replace("no argument argument_copy", "")


def test_half_a_character_in_a_key_of_a_result_is_replaced() -> None:
    @dual_mode
    def count_words() -> dict[str, Any]:
        """Count."""
        return {"a\ud800": {"b\udfff": 1}, "list": [{"c\ud83d": 2}]}

    assert count_words() == {"a\ufffd": {"b\ufffd": 1}, "list": [{"c\ufffd": 2}]}


def test_a_parameter_without_a_type_hint_is_refused_by_its_name() -> None:
    def greet(name, times: int = 1):  # type: ignore[no-untyped-def]
        return {"greeting": name * times}

    with pytest.raises(SupportError, match=r"what name is(.|\n)*such as name: str"):
        input_schema(greet)
    with pytest.raises(SupportError, match="what name is"):
        dual_mode(greet)("Ada")


def test_an_async_function_is_refused_where_it_is_written() -> None:
    async def wait() -> dict[str, Any]:
        return {}

    async def stream() -> Any:
        yield {}

    for function in (wait, stream):
        with pytest.raises(SupportError, match=r"cannot be a dual-mode function(.|\n)*with def"):
            dual_mode(function)


class Color(Enum):
    """A choice that is no `Literal`."""

    RED = "red"


@dual_mode
def book(
    day: Annotated[date, Field(description="The day.", examples=["2025-06-30"])] = date(2025, 1, 1),
    until: datetime | None = None,
    price: Decimal = Decimal(1),
    color: Color = Color.RED,
    pair: tuple[int, int] = (1, 2),
    names: set[str] = frozenset(),  # type: ignore[assignment]
    days: list[date] | None = None,
    count: int = 1,
    tags: list[str] | None = None,
) -> dict[str, Any]:
    """Book what has to be booked."""
    given = {"day": day, "until": until, "price": price, "color": color.value, "days": days}
    return {**given, "pair": pair, "names": sorted(names), "count": count, "tags": tags}


def heard(arguments: dict[str, Any]) -> Any:
    """The result or the envelope that a client gets."""

    async def ask() -> Any:
        async with Client(SupportServer("bookings", [book])) as client:
            return (await client.call_tool("book", arguments)).structured_content

    return asyncio.run(ask())


SENT = {
    "day": ("2025-07-05", date(2025, 7, 5)),
    "until": ("2025-07-05T10:00:00", datetime(2025, 7, 5, 10)),
    "price": ("0.10", Decimal("0.10")),
    "color": ("red", Color.RED),
    "pair": ([1, 2], (1, 2)),
    "names": (["a"], {"a"}),
    "days": (["2025-07-05"], [date(2025, 7, 5)]),
}


@pytest.mark.parametrize("name", SENT)
def test_what_json_has_no_value_for_may_be_written_in_every_way_of_calling(name: str) -> None:
    sent, own = SENT[name]
    assert heard({name: sent}) == book(**{name: sent}) == book(**{name: own})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("day", "2025-02-30"),
        ("day", "tomorrow"),
        ("day", 20250705),
        ("until", "next week"),
        ("price", True),
        ("price", "much"),
        ("price", float("nan")),
        ("price", object()),
        ("color", "blue"),
        ("pair", [1]),
        ("pair", ["1", 2]),
        ("pair", [True, 2]),
        ("pair", [1.0, 2]),
        ("names", "abc"),
        ("names", [1]),
        ("days", ["2025-02-30"]),
        ("count", "1"),
        ("count", True),
        ("count", 1.0),
        ("tags", "a"),
    ],
)
def test_and_is_checked_as_strictly_as_everything_else(name: str, value: Any) -> None:
    with pytest.raises(SupportError) as caught:
        book(**{name: value})
    assert caught.value.envelope["context"] == {"arguments": [name]}
    assert caught.value.envelope["error"].startswith(f"book cannot be called like this: {name}")


def test_a_wrong_date_is_told_like_every_wrong_argument() -> None:
    said = heard({"day": "2025-13-01"})
    assert "day is '2025-13-01': input should be a valid date in the format YYYY" in said["error"]
    assert said["suggested_actions"] == ["Write day like '2025-06-30'."]
    schema = input_schema(book)["properties"]
    assert (schema["day"]["format"], schema["day"]["description"]) == ("date", "The day.")
    assert schema["until"] == {"type": "string", "format": "date-time"}
